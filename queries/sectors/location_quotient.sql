-- @title: Location quotient of the participants by sector
-- @grain: one row per sector of the national series
-- @formula: A sector's share of the country's participants at engagements held over its share of the national series, both within the
--   sectors that the series has; 1 = as in the nation. Participants are counted as everywhere: name by name where the list is whole, else by
--   group. Branches of manufacturing count as manufacturing where the series has only that. Participants without a
--   published sector, or of a sector that the series lacks, are left out and counted.
-- @method: Given only from 4 engagements on and where at least 5 participants would be expected from the national share. The fullest series is
--   the one with most rows, then the latest. The interval is Wilson's (1927) for
--   the share, over the national one, which is taken as exact. A group comes whole, so the engagement is what is drawn: the number of draws is
--   the effective number of engagements, n² / sum of squared group sizes (Kish 1965). Intervals are not corrected for looking at several
--   sectors at once. Location quotient as the US Bureau of Economic Analysis defines it.
-- @measure: quotient.of_sectors
-- @evidence: sectors.quotient_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param focus varchar?: only engagements in this focus area
-- @param country varchar: the country of the participants and of the series, ISO 3166-1 alpha-3
-- @param population varchar?: the series' population; the fullest series where none is asked for
-- @param structure_year integer?: the series' year
-- @input population_scope varchar: which enterprises the series counts
-- @input year bigint: its year
-- @input sector_code varchar: sector group as the series has it, null for participants without a published one
-- @input national_share double: the sector's share of the series, null where the series does not have it
-- @input engagement_id varchar: an engagement with participants of the sector, null without any
-- @input participant_count bigint: participants of the country and the sector at the engagement
-- @input withheld_count bigint: of these, participants whose sector is withheld
-- @column sector_code varchar: sector group
-- @column population_scope varchar: which enterprises the series counts
-- @column year bigint: the series' year
-- @column participant_count bigint: participants of the sector
-- @column compared_count bigint: participants in all sectors of the series
-- @column engagement_count bigint: engagements that they come from
-- @column national_share double: the sector's share of the series' sectors, 0 to 1
-- @column expected_count double: participants that the national share would give
-- @column needed_count bigint: participants in the series' sectors that it takes
-- @column needed_engagement_count bigint: engagements that it takes
-- @column location_quotient double: share of participants over national share, null where too few are expected
-- @column quotient_low double: lower end of the 95 % interval
-- @column quotient_high double: upper end of the 95 % interval
-- @column outside_count bigint: participants of sectors that the series lacks
-- @column unsplit_count bigint: participants of the country without a published sector
-- @column withheld_count bigint: of these, participants whose sector is withheld
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
series as (
    select
        population_scope,
        year
    from msme_structure
    where country_code = $country
        and sector_as_stated is not null
        and population_scope is not null
        and ($population is null or population_scope = $population)
        and ($structure_year is null or year = $structure_year)
    group by population_scope, year
    order by count(*) desc, year desc, population_scope
    limit 1
),
stated as (
    select
        structure.sector_code,
        coalesce(structure.enterprises, structure.enterprises_all_sizes) as structure_count,
        case when structure.share_basis not like 'SMEs as percent%' then structure.share_pct end as share_stated,
        lower(structure.sector_as_stated) like '%total%' or lower(structure.sector_as_stated) like 'all %' as is_total
    from msme_structure as structure
    join series
        on structure.population_scope = series.population_scope
        and structure.year = series.year
    where structure.country_code = $country
        and structure.sector_as_stated is not null
),
whole as (
    select
        max(case when is_total then structure_count end) as total_count,
        coalesce(max(case when sector_code = 'manufacturing' and not is_total then 1 end), 0) as has_manufacturing
    from stated
),
branches as (
    select sector_code
    from codelist_isic_division
    group by sector_code
    having min(section) = 'C' -- ISIC Rev.4 section C: manufacturing
        and max(section) = 'C'
),
national as (
    select
        stated.sector_code,
        sum(coalesce(cast(stated.share_stated as double) / 100, cast(stated.structure_count as double) / whole.total_count)) as national_share
    from stated
    cross join whole
    left join branches
        on stated.sector_code = branches.sector_code
    where stated.sector_code is not null
        and not stated.is_total
        and (branches.sector_code is null or whole.has_manufacturing = 0)
    group by stated.sector_code
),
counted as (
    select
        totals.engagement_id,
        totals.sector_code,
        totals.participant_count,
        totals.withheld_count
    from chosen
    join participant_totals as totals
        on chosen.engagement_id = totals.engagement_id
    where totals.country_code = $country
        and totals.participant_count is not null
),
placed as (
    select
        counted.engagement_id,
        case when branches.sector_code is not null and whole.has_manufacturing = 1 then 'manufacturing' else counted.sector_code end as sector_code,
        counted.participant_count,
        counted.withheld_count
    from counted
    cross join whole
    left join branches
        on counted.sector_code = branches.sector_code
)
select
    series.population_scope,
    cast(series.year as bigint) as year,
    coalesce(national.sector_code, placed.sector_code) as sector_code,
    national.national_share,
    placed.engagement_id,
    cast(placed.participant_count as bigint) as participant_count,
    cast(placed.withheld_count as bigint) as withheld_count
from national
full join placed
    on national.sector_code = placed.sector_code
cross join series
order by sector_code nulls last, placed.engagement_id, participant_count
