-- @title: Agreements do not end before they begin
-- @grain: one row per row whose end lies before its beginning
-- @severity: error
-- @says: “{value}” lies before the beginning, “{start}”.
-- @fix: Exchange the two dates, or correct one of them.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the end
-- @column value varchar: the end
-- @column start varchar: the beginning, the day of signing where it is not known
select
    row_number,
    'in_force_until' as field_name,
    cast(in_force_until as varchar) as value,
    cast(coalesce(in_force_from, signed_on) as varchar) as start
from agreements
where in_force_until_latest < coalesce(in_force_from_earliest, signed_on_earliest)
order by row_number, value, start
