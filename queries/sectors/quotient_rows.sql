-- @title: The rows behind the location quotients
-- @grain: one row per participant, group or number without a split, and one per sector of the national series
-- @formula: What is counted of the country's participants at engagements held, and the rows of the national series they are compared with.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param focus varchar?: only engagements in this focus area
-- @param country varchar: the country of the participants and of the series, ISO 3166-1 alpha-3
-- @param population varchar?: the series' population; the fullest series where none is asked for
-- @param structure_year integer?: the series' year
-- @column ref_id varchar: the participant's key, or the row of the national structure
-- @column engagement_id varchar: the engagement, null for the national structure
-- @column held_from varchar: its first day, as precisely as known
-- @column sector_code varchar: sector group, null where none is published or the source's sector spans several
-- @column participant_count bigint: participants, null for the national structure
-- @column population_scope varchar: which enterprises the series counts, null for participants
-- @column year bigint: the series' year
-- @column sector_as_stated varchar: the series' sector in the source's words
-- @column structure_count bigint: enterprises of the series, null where not stated
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
)
select
    counted.ref_id,
    chosen.engagement_id,
    engagements.held_from,
    counted.sector_code,
    cast(counted.participant_count as bigint) as participant_count,
    cast(null as varchar) as population_scope,
    cast(null as bigint) as year,
    cast(null as varchar) as sector_as_stated,
    cast(null as bigint) as structure_count
from chosen
join engagements
    on chosen.engagement_id = engagements.engagement_id
join participants_counted as counted
    on chosen.engagement_id = counted.engagement_id
where counted.country_code = $country
    and counted.participant_count is not null
union all
select
    structure.structure_id as ref_id,
    null as engagement_id,
    null as held_from,
    structure.sector_code,
    null as participant_count,
    structure.population_scope,
    cast(structure.year as bigint) as year,
    structure.sector_as_stated,
    cast(coalesce(structure.enterprises, structure.enterprises_all_sizes) as bigint) as structure_count
from msme_structure as structure
join series
    on structure.population_scope = series.population_scope
    and structure.year = series.year
where structure.country_code = $country
    and structure.sector_as_stated is not null
order by population_scope nulls first, engagement_id, sector_code nulls last, ref_id
