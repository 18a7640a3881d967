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
-- @column possible_count bigint: sectors of the code list
with chosen as (
    select
        engagements.engagement_id
    from engagements
    join pair_rows
        on engagements.engagement_id = pair_rows.ref_id
        and pair_rows.record_kind = 'engagement'
    join engagement_days
        on engagements.engagement_id = engagement_days.engagement_id
    left join engagement_scope as scope
        on engagements.engagement_id = scope.engagement_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and engagements.engagement_stage_code = 'held'
        and engagement_days.known_from <= $as_of
        and ($from_year is null or extract(year from engagement_days.last_day) >= $from_year)
        and ($to_year is null or extract(year from engagement_days.first_day) <= $to_year)
    group by engagements.engagement_id
    having $focus is null or count(case when scope.focus_area_code = $focus then 1 end) > 0
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
        counted.sector_code,
        counted.participant_count as unit_count
    from chosen
    join participants_counted as counted
        on chosen.engagement_id = counted.engagement_id
    where counted.participant_count is not null
        and ($mix_basis is null or $mix_basis = 'participants')
    union all
    select
        chosen.engagement_id,
        named.sector_code,
        1 as unit_count
    from chosen
    left join named
        on chosen.engagement_id = named.engagement_id
    where $mix_basis = 'engagements'
),
summed as (
    select
        engagement_id,
        sector_code,
        sum(unit_count) as unit_count
    from units
    group by engagement_id, sector_code
)
select
    summed.engagement_id,
    cast(engagement_days.year as bigint) as year,
    summed.sector_code,
    cast(summed.unit_count as bigint) as unit_count,
    (select count(*) from codelist_sector) as possible_count
from summed
join engagement_days
    on summed.engagement_id = engagement_days.engagement_id
order by summed.engagement_id, summed.sector_code nulls last
