-- @title: Programmes do not close before they open
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
    'closes_on' as field_name,
    cast(closes_on as varchar) as value,
    cast(opens_on as varchar) as start
from financing_programs
where closes_on_latest < opens_on_earliest
order by row_number, value, start
