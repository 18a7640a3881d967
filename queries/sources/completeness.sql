-- @title: How complete the record is
-- @grain: one row per table and column that may be empty
-- @formula: Of the table's rows, how many fill the column. Empty means unknown, or that the row has no such thing, as a single party has no
--   third one; it never means zero. Columns that every row must fill, and remarks, are left out.
-- @evidence: sources.table_rows
-- @param table_name varchar?: only this table
-- @column table_name varchar: the table
-- @column field_name varchar: the column
-- @column row_count bigint: rows of the table
-- @column known_count bigint: rows that fill the column
-- @column missing_count bigint: rows that leave it empty
-- @column known_share double: known_count as a share of row_count, 0 to 1
select
    table_name,
    field_name,
    row_count,
    known_count,
    row_count - known_count as missing_count,
    cast(known_count as double) / nullif(row_count, 0) as known_share
from column_counts
where $table_name is null or table_name = $table_name
order by table_name, known_share, field_name
