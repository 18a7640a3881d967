-- @title: The rows behind the sector mix
-- @grain: one row per enterprise, group or number without a split, or per engagement and sector that it names
-- @formula: What is counted of engagements held: enterprises and groups with a number, and what a stated number leaves over without a
--   sector; or, counted by engagements, each sector that an engagement names, once.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param focus varchar?: only engagements in this focus area
-- @param mix_basis varchar?: participants counted (the default), or engagements that name the sector
-- @column ref_id varchar: the participant's key, or the engagement's where its split is not published or engagements are counted
-- @column engagement_id varchar: the engagement
-- @column held_from varchar: first day, as precisely as known
-- @column country_code varchar: the participants' country, null where not stated
-- @column sector_code varchar: sector group, null where none is published
-- @column unit_count bigint: participants, or one for each sector named
with chosen as (
    select
        engagements.engagement_id,
        engagements.held_from,
        engagement_days.last_day
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
    group by engagements.engagement_id, engagements.held_from, engagement_days.last_day
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
        counted.ref_id,
        chosen.engagement_id,
        chosen.held_from,
        chosen.last_day,
        counted.country_code,
        counted.sector_code,
        counted.participant_count as unit_count
    from chosen
    join participants_counted as counted
        on chosen.engagement_id = counted.engagement_id
    where counted.participant_count is not null
        and ($mix_basis is null or $mix_basis = 'participants')
    union all
    select
        chosen.engagement_id as ref_id,
        chosen.engagement_id,
        chosen.held_from,
        chosen.last_day,
        null as country_code,
        named.sector_code,
        1 as unit_count
    from chosen
    left join named
        on chosen.engagement_id = named.engagement_id
    where $mix_basis = 'engagements'
)
select
    ref_id,
    engagement_id,
    held_from,
    country_code,
    sector_code,
    cast(unit_count as bigint) as unit_count
from units
order by last_day desc nulls last, engagement_id, sector_code nulls last, ref_id
