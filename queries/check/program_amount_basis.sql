-- @title: Amounts of programmes say what they mean
-- @grain: one row per row that lacks it
-- @severity: error
-- @says: The amount “{amount}” does not say what it is: pledged, committed, a ceiling, disbursed.
-- @fix: Give its basis; amounts of different bases are never added.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column that lacks or stands alone
-- @column value varchar: empty, as the cell is
-- @column amount decimal(24,4): the amount that is there
select
    row_number,
    'amount_basis_code' as field_name,
    cast(null as varchar) as value,
    amount
from financing_programs
where amount is not null
    and amount_basis_code is null
order by row_number, amount
