-- @title: The rows of a table and the source of each
-- @grain: one row per table, row and source
-- @param table_name varchar?: only this table
-- @column table_name varchar: the table
-- @column ref_id varchar: the row, or what it belongs to
-- @column source_id varchar: the source it rests on
-- @column row_count bigint: rows of the table that stand for it
select table_name, ref_id, source_id, row_count
from source_rows
where $table_name is null or table_name = $table_name
order by table_name, ref_id, source_id
