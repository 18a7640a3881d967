-- @title: What each sector adds to the concentration
-- @grain: one row per sector that is seen
-- @formula: A sector's contribution is its squared share over the sum of all squared shares (s² / HHI); the contributions make up 100 %.
--   Participants without a published sector are left out.
-- @method: The shares are those of the record, not an estimate. Below 10 engagements nothing is given.
-- @measure: concentration.by_sector
-- @evidence: sectors.mix_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param focus varchar?: only engagements in this focus area
-- @param mix_basis varchar?: participants counted (the default), or engagements that name the sector
-- @input engagement_id varchar: the engagement
-- @input sector_code varchar: sector group, null where none is published
-- @input unit_count bigint: participants of the sector at the engagement, or one for each sector that the engagement names
-- @column sector_code varchar: sector group
-- @column unit_count bigint: participants of the sector, or engagements that name it
-- @column engagement_count bigint: engagements at which the sector is seen
-- @column needed_count bigint: engagements that the mix as a whole takes
-- @column unit_share double: share of those with a sector, 0 to 1, null where the record is too thin
-- @column contribution_share double: contribution to the HHI, 0 to 1, null where the record is too thin
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
)
select
    engagement_id,
    sector_code,
    cast(sum(unit_count) as bigint) as unit_count
from units
group by engagement_id, sector_code
order by engagement_id, sector_code nulls last
