-- @title: The sector mix, engagement by engagement
-- @grain: one row per engagement and sector; without a sector are those whose split is not published
-- @formula: Participants are counted as everywhere: name by name where the list is whole, else by group. Counted by engagements, each sector that
--   an engagement names is one.
-- @evidence: sectors.mix_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param focus varchar?: only engagements in this focus area
-- @param mix_basis varchar?: participants counted (the default), or engagements that name the sector
-- @column engagement_id varchar: the engagement
-- @column year bigint: calendar year of its first day, null where not known
-- @column sector_code varchar: sector group, null where none is published
-- @column unit_count bigint: participants of the sector at the engagement, or one for each sector that the engagement names
-- @column withheld_count bigint: of these, participants whose sector is withheld
-- @column possible_count bigint: sectors of the code list
with chosen as (
    select distinct engagement_id
    from pair_engagements
    where home_code = $home
        and partner_code = $partner
        and engagement_stage_code = 'held'
        and known_from <= $as_of
        and ($from_year is null or last_year >= $from_year)
        and ($to_year is null or first_year <= $to_year)
        and ($focus is null or focus_area_code = $focus)
),
named as (
    select distinct
        engagement_id,
        sector_code
    from engagement_scope
    where sector_code is not null
),
units as (
    select
        chosen.engagement_id,
        totals.sector_code,
        totals.participant_count as unit_count,
        totals.withheld_count
    from chosen
    join participant_totals as totals
        on chosen.engagement_id = totals.engagement_id
    where totals.participant_count is not null
        and ($mix_basis is null or $mix_basis = 'participants')
    union all
    select
        chosen.engagement_id,
        named.sector_code,
        1 as unit_count,
        0 as withheld_count
    from chosen
    left join named
        on chosen.engagement_id = named.engagement_id
    where $mix_basis = 'engagements'
),
summed as (
    select
        engagement_id,
        sector_code,
        sum(unit_count) as unit_count,
        sum(withheld_count) as withheld_count
    from units
    group by engagement_id, sector_code
)
select
    summed.engagement_id,
    cast(engagement_days.year as bigint) as year,
    summed.sector_code,
    cast(summed.unit_count as bigint) as unit_count,
    cast(coalesce(summed.withheld_count, 0) as bigint) as withheld_count,
    (select count(*) from codelist_sector) as possible_count
from summed
join engagement_days
    on summed.engagement_id = engagement_days.engagement_id
order by summed.engagement_id, summed.sector_code nulls last
