-- @title: Sources by year of publication
-- @grain: one row per year
-- @formula: Sources counted by the year they were published; those that show no date have no year.
-- @evidence: sources.list
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param pair_only boolean: whether only rows of the pair count
-- @column year bigint: calendar year, null where the source shows none
-- @column source_count bigint: sources
-- @column row_count bigint: rows of the record that rest on them
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
select
    extract(year from sources.published_on_latest) as year,
    count(distinct sources.source_id) as source_count,
    cast(coalesce(sum(resting.row_count), 0) as bigint) as row_count
from sources
left join resting
    on sources.source_id = resting.source_id
where not $pair_only or resting.ref_id is not null
group by extract(year from sources.published_on_latest)
order by year nulls last
