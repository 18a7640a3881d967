-- @title: Currencies of programmes have an amount
-- @grain: one row per row that lacks it
-- @severity: note
-- @says: The currency “{currency_code}” stands without an amount.
-- @fix: Leave it so where the amount is unknown.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column that lacks or stands alone
-- @column value varchar: empty, as the cell is
-- @column currency_code varchar: the currency that is there
select
    row_number,
    'amount' as field_name,
    cast(null as varchar) as value,
    currency_code
from financing_programs
where amount is null
    and currency_code is not null
order by row_number, currency_code
