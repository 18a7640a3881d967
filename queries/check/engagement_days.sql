-- @title: Engagements do not end before they begin
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
    'held_until' as field_name,
    cast(held_until as varchar) as value,
    cast(held_from as varchar) as start
from engagements
where held_until_latest < held_from_earliest
order by row_number, value, start
