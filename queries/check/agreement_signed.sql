-- @title: Agreements come into force when signed or later
-- @grain: one row per agreement in force before it was signed
-- @severity: warning
-- @says: The agreement is in force from “{value}”, before it was signed on “{signed}”.
-- @fix: Look both dates up in the source.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the first day in force
-- @column value varchar: first day in force
-- @column signed varchar: day of signing
select
    row_number,
    'in_force_from' as field_name,
    in_force_from as value,
    signed_on as signed
from agreements
where in_force_from_latest < signed_on_earliest
order by row_number, value, signed
