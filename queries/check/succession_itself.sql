-- @title: No institution succeeds itself
-- @grain: one row per succession whose two institutions are the same
-- @severity: warning
-- @says: “{value}” is said to succeed itself.
-- @fix: Name the institution that came after it, or delete the row.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the successor
-- @column value varchar: the institution
select
    row_number,
    'successor_institution_id' as field_name,
    successor_institution_id as value
from institution_succession
where predecessor_institution_id = successor_institution_id
order by row_number, value
