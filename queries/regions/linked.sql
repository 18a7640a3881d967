-- @title: Regions linked to the pair
-- @grain: one row per province or prefecture of the two countries
-- @key: region_code
-- @formula: Rows of the pair that a source ties to the region: agreements, engagements, programme sites, parents of financed
--   firms, and enterprises from it. A region without any is "no link on record", which does not mean that there is none.
-- @evidence: regions.links
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; by the day each row is known
-- @param to_year integer?: last year; by the day each row is known
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows in this focus area
-- @param region varchar?: only this region
-- @column region_code varchar: ISO 3166-2
-- @column country_code varchar: ISO 3166-1 alpha-3
-- @column tile_row bigint: row on the tile map, from 0
-- @column tile_col bigint: column on the tile map, from 0
-- @column row_count bigint: rows tied to the region, null where no link is on record
with ties as (
    select
        region_code,
        link_kind_code,
        ref_id,
        ref_id as scope_id,
        what_stated,
        cast(null as varchar) as sector_code
    from region_links
    union all
    select region_code, 'participant', participant_id, engagement_id, sector_as_stated, sector_code
    from participants
    where region_code is not null
),
linked as (
    select
        ties.region_code,
        ties.link_kind_code,
        ties.ref_id,
        ties.what_stated,
        min(known_by.known_by) as known_by
    from ties
    join pair_rows
        on ties.scope_id = pair_rows.ref_id
    join known_by
        on pair_rows.ref_id = known_by.ref_id
        and pair_rows.record_kind = known_by.record_kind
    left join stated_scope as scope
        on ties.scope_id = scope.ref_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and known_by.known_by <= $as_of
        and ($from_year is null or extract(year from known_by.known_by) >= $from_year)
        and ($to_year is null or extract(year from known_by.known_by) <= $to_year)
        and ($sector is null or ties.sector_code is null or ties.sector_code = $sector)
    group by ties.region_code, ties.link_kind_code, ties.ref_id, ties.what_stated
    having ($focus is null or count(case when scope.focus_area_code = $focus then 1 end) > 0)
        and ($sector is null or count(scope.sector_code) = 0 or count(case when scope.sector_code = $sector then 1 end) > 0)
)
select
    regions.region_code,
    regions.country_code,
    regions.tile_row,
    regions.tile_col,
    nullif(count(distinct linked.ref_id), 0) as row_count
from regions
left join linked
    on regions.region_code = linked.region_code
where regions.country_code in ($home, $partner)
    and ($region is null or regions.region_code = $region)
group by regions.region_code, regions.country_code, regions.tile_row, regions.tile_col
order by row_count desc nulls last, regions.region_code
