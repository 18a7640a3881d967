-- @title: Groups have a number where it is known
-- @grain: one row per row that lacks it
-- @severity: note
-- @says: The group has no number of enterprises; it counts as unknown, not as zero.
-- @fix: Give the number, if the source does.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column that lacks or stands alone
-- @column value varchar: empty, as the cell is
select
    row_number,
    'enterprise_count' as field_name,
    cast(null as varchar) as value
from participants
where is_group
    and enterprise_count is null
order by row_number
