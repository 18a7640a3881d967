-- @title: Sources and what rests on each
-- @grain: one row per source
-- @formula: Each row of the record names the source it rests on; some name more than one and count under each.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param pair_only boolean: whether only rows of the pair count
-- @column ref_id varchar: the source
-- @column publisher varchar: who published it
-- @column title varchar: its title, in the language it has
-- @column row_count bigint: rows of the record that rest on it
-- @column table_count bigint: tables in which they stand
-- @column published_on varchar: when it was published, as precisely as known
-- @column language varchar: ISO 639-1 code of its language
-- @column url varchar: where it stands
-- @column note varchar: remark on the source
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
    sources.source_id as ref_id,
    sources.publisher,
    sources.title,
    cast(coalesce(sum(resting.row_count), 0) as bigint) as row_count,
    count(distinct resting.table_name) as table_count,
    sources.published_on,
    sources.language,
    sources.url,
    sources.note
from sources
left join resting
    on sources.source_id = resting.source_id
where not $pair_only or resting.ref_id is not null
group by sources.source_id, sources.publisher, sources.title, sources.published_on, sources.language, sources.url, sources.note
order by row_count desc, sources.source_id
