-- @title: Values of outcomes name their currency
-- @grain: one row per row that lacks it
-- @severity: error
-- @says: The value “{amount}” has no currency.
-- @fix: Give its currency, such as IDR or JPY.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column that lacks or stands alone
-- @column value varchar: empty, as the cell is
-- @column amount decimal(24,4): the amount that is there
select
    row_number,
    'currency_code' as field_name,
    cast(null as varchar) as value,
    value as amount
from outcomes
where value is not null
    and currency_code is null
order by row_number, amount
