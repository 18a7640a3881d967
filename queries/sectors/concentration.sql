-- @title: Concentration and diversity of the sector mix
-- @grain: one row per measure
-- @formula: With s the share of each sector: HHI = sum of s²; for small numbers (n × HHI − 1) / (n − 1); normalised
--   (√HHI − √(1/N)) / (1 − √(1/N)) with N the sectors of the code list; Shannon H = −sum of s ln s; evenness H / ln of the sectors seen;
--   Hill numbers: the sectors seen, e^H, and 1/HHI, the effective sectors. Participants without a published sector are left out.
-- @method: A group comes whole, so the engagement is drawn again, not the participant: 1,000 bootstrap samples of engagements with a fixed
--   seed, and the basic interval of the HHI (twice the value minus the upper and the lower quantile; Davison and Hinkley 1997), cut at
--   what is possible. A short record looks more concentrated than the mix it comes from; the interval allows for that, the value does
--   not. With few engagements it holds the truth less often than 95 times in 100; below 10 engagements nothing is given. Entropy and
--   the sectors seen have no interval: too few engagements say how far off they are. Manufacturing named without a branch counts as a
--   sector. Sources: Herfindahl-Hirschman; UNCTAD's concentration index; Shannon (1948); Pielou (1966); Hill (1973).
-- @measure: concentration.of_mix
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
-- @input possible_count bigint: sectors of the code list
-- @column diversity_measure_code varchar: the measure
-- @column measure_value double: its value, null where the record is too thin
-- @column measure_low double: lower end of the 95 % interval, null where there is none
-- @column measure_high double: upper end of the 95 % interval, null where there is none
-- @column unit_count bigint: participants with a published sector, or sectors named
-- @column unsplit_count bigint: participants without a published sector, or engagements that name none
-- @column engagement_count bigint: engagements that the value stands on
-- @column needed_count bigint: engagements that it takes
-- @column sector_count bigint: sectors seen
-- @column possible_count bigint: sectors of the code list, null without any row
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
    cast(sum(unit_count) as bigint) as unit_count,
    (select count(*) from codelist_sector) as possible_count
from units
group by engagement_id, sector_code
order by engagement_id, sector_code nulls last
