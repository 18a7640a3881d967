-- @title: How complete each table is
-- @grain: one row per table of the record
-- @formula: Of the cells that may be empty, how many are filled. Empty means unknown, or that the row has no such thing; it never means zero.
--   Cells that every row must fill, and remarks, are left out; a table of none but those has no share.
-- @evidence: sources.table_rows
-- @param table_name varchar?: only this table
-- @column table_name varchar: the table
-- @column row_count bigint: rows of the table
-- @column cell_count bigint: cells that may be empty: rows times such columns
-- @column filled_count bigint: those that are filled
-- @column filled_share double: filled_count as a share of cell_count, 0 to 1; null where no cell may be empty
-- @column newest_published_on varchar: when the newest source that the table names was published, as exactly as that source shows
with cells as (
    select
        table_name,
        cast(sum(row_count) as bigint) as cell_count,
        cast(sum(known_count) as bigint) as filled_count
    from column_counts
    group by table_name
),
named as (
    select table_name, source_id from source_rows
    union
    select 'sources' as table_name, source_id from sources
),
newest as (
    select named.table_name, max(sources.published_on) as newest_published_on
    from named
    join sources
        on named.source_id = sources.source_id
    where sources.published_on not like '[%' -- a span of days is not the newest of anything
    group by named.table_name
)
select
    table_counts.table_name,
    table_counts.row_count,
    coalesce(cells.cell_count, 0) as cell_count,
    coalesce(cells.filled_count, 0) as filled_count,
    cast(cells.filled_count as double) / nullif(cells.cell_count, 0) as filled_share,
    newest.newest_published_on
from table_counts
left join cells
    on table_counts.table_name = cells.table_name
left join newest
    on table_counts.table_name = newest.table_name
where $table_name is null or table_counts.table_name = $table_name
order by table_counts.table_name
