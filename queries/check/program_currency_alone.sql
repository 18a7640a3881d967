-- @title: Currencies of programmes have an amount
-- @grain: one row per row that lacks it
-- @severity: note
-- @says: The currency “{value}” stands without an amount.
-- @fix: Leave it so where the amount is unknown.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column that lacks or stands alone
-- @column value varchar: the amount or currency that is there
select
    row_number,
    'amount' as field_name,
    cast(currency_code as varchar) as value
from financing_programs
where amount is null
    and currency_code is not null
order by row_number, value
