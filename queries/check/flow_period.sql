-- @title: Periods do not end before they begin
-- @grain: one row per row whose end lies before its beginning
-- @severity: error
-- @says: “{value}” lies before the beginning, “{start}”.
-- @fix: Exchange the two dates, or correct one of them.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the end
-- @column value varchar: the end
-- @column start varchar: the beginning
select
    row_number,
    'period_until' as field_name,
    cast(period_until as varchar) as value,
    cast(period_from as varchar) as start
from program_flows
where period_until < period_from
order by row_number, value, start
