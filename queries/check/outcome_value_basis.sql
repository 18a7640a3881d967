-- @title: Values of outcomes say how firm they are
-- @grain: one row per row that lacks it
-- @severity: warning
-- @says: The value “{amount}” does not say whether it is realised, committed or only potential.
-- @fix: Give its basis, if the source does.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column that lacks or stands alone
-- @column value varchar: empty, as the cell is
-- @column amount decimal(24,4): the amount that is there
select
    row_number,
    'value_basis_code' as field_name,
    cast(null as varchar) as value,
    value as amount
from outcomes
where value is not null
    and value_basis_code is null
order by row_number, amount
