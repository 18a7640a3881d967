-- @title: One enterprise is no group
-- @grain: one row per row that lacks it
-- @severity: warning
-- @says: “{enterprise_name}” is a single enterprise, but its row counts several.
-- @fix: Say that the row is a group, or give 1.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column that lacks or stands alone
-- @column value varchar: empty
-- @column enterprise_name varchar: the enterprise
select
    row_number,
    'is_group' as field_name,
    cast(null as varchar) as value,
    enterprise_name
from participants
where not is_group
    and enterprise_count > 1
order by row_number, enterprise_name
