-- @title: Engagements by sector
-- @grain: one row per stage of engagement and sector; without a sector are those whose source names none
-- @formula: Engagements whose source names the sector, each counted once; one engagement may name several sectors, so the
--   rows are not added up.
-- @evidence: sectors.engagements
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only this sector and what names none
-- @param focus varchar?: only engagements in this focus area
-- @param engagement varchar?: only this engagement
-- @column engagement_stage_code varchar: held, or only planned
-- @column sector_code varchar: sector group, null where none is named
-- @column engagement_count bigint: engagements that name the sector
with chosen as (
    select distinct engagement_id, engagement_stage_code
    from pair_engagements
    where home_code = $home
        and partner_code = $partner
        and known_from <= $as_of
        and ($from_year is null or last_year >= $from_year)
        and ($to_year is null or first_year <= $to_year)
        and ($engagement is null or engagement_id = $engagement)
        and ($focus is null or focus_area_code = $focus)
        and ($sector is null or sector_code is null or sector_code = $sector)
),
named as (
    select distinct
        engagement_id,
        sector_code
    from engagement_scope
    where sector_code is not null
)
select
    chosen.engagement_stage_code,
    named.sector_code,
    count(*) as engagement_count
from chosen
left join named
    on chosen.engagement_id = named.engagement_id
where $sector is null
    or named.sector_code is null
    or named.sector_code = $sector
group by chosen.engagement_stage_code, named.sector_code
order by chosen.engagement_stage_code, engagement_count desc, named.sector_code nulls last
