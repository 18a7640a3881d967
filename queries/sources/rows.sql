-- @title: The rows that rest on a source
-- @grain: one row per table, row and source
-- @formula: Rows that name the source, first or further. Rows without a key of their own are shown under what they belong to.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param pair_only boolean: whether only rows of the pair count
-- @param source_id varchar?: only this source
-- @column table_name varchar: the table
-- @column ref_id varchar: the row, or what it belongs to
-- @column source_id varchar: the source it rests on
-- @column row_count bigint: rows of the table that stand for it
with pair as (
    select distinct ref_id
    from pair_rows
    where home_code = $home and partner_code = $partner
),
resting as (
    select source_rows.table_name, source_rows.ref_id, source_rows.source_id, source_rows.row_count
    from source_rows
    left join pair
        on source_rows.ref_id = pair.ref_id
    where not $pair_only or pair.ref_id is not null
)
select table_name, ref_id, source_id, row_count
from resting
where $source_id is null or source_id = $source_id
order by table_name, ref_id, source_id
