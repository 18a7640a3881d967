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
        counted.ref_id,
        chosen.engagement_id,
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
        null as country_code,
        named.sector_code,
        1 as unit_count
    from chosen
    left join named
        on chosen.engagement_id = named.engagement_id
    where $mix_basis = 'engagements'
)
select
    units.ref_id,
    units.engagement_id,
    engagements.held_from,
    units.country_code,
    units.sector_code,
    cast(units.unit_count as bigint) as unit_count
from units
join engagements
    on units.engagement_id = engagements.engagement_id
join engagement_days
    on units.engagement_id = engagement_days.engagement_id
order by engagement_days.last_day desc nulls last, units.engagement_id, units.sector_code nulls last, units.ref_id
