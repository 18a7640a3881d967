-- @title: National MSME structure
-- @grain: one row per sector or size class of a series
-- @key: population_scope, year, sector_as_stated, size_class_code
-- @formula: The share of the total of the same series: as published where the source gives it, else computed from its counts.
--   Series of different populations count different things and are never drawn together.
-- @param country varchar: ISO 3166-1 alpha-3
-- @param population varchar?: only this population
-- @param structure_year integer?: only this year
-- @param by_sector boolean?: only rows by sector, or only rows by size class
-- @column ref_id varchar: the row of the national structure
-- @column population_scope varchar: which enterprises are counted
-- @column year bigint: calendar year
-- @column sector_as_stated varchar: sector in the source's words
-- @column sector_code varchar: sector group, null where the source's sector spans several
-- @column size_class_code varchar: size class as the source uses it
-- @column structure_count bigint: enterprises within the population, null where not stated
-- @column structure_share double: share of the series, 0 to 1, null where neither published nor computable
-- @column employment bigint: persons employed, null where not stated
-- @column is_total boolean: whether the row is the total of the series
with chosen as (
    select
        structure_id,
        country_code,
        population_scope,
        year,
        sector_as_stated,
        sector_code,
        size_class_code,
        coalesce(enterprises, enterprises_all_sizes) as structure_count,
        employment,
        case
            when sector_as_stated is null then enterprises_share_pct
            when share_basis not like 'SMEs as percent%' then share_pct
        end as share_stated,
        coalesce(lower(sector_as_stated) like '%total%' or lower(sector_as_stated) like 'all %', false) as is_total
    from msme_structure
    where country_code = $country
        and ($population is null or population_scope = $population)
        and ($structure_year is null or year = $structure_year)
        and ($by_sector is null or (sector_as_stated is not null) = $by_sector)
),
totals as (
    select
        population_scope,
        year,
        max(structure_count) as total_count
    from chosen
    where is_total
    group by population_scope, year
)
select
    chosen.structure_id as ref_id,
    chosen.population_scope,
    chosen.year,
    chosen.sector_as_stated,
    chosen.sector_code,
    chosen.size_class_code,
    chosen.structure_count,
    coalesce(cast(chosen.share_stated as double) / 100, cast(chosen.structure_count as double) / totals.total_count) as structure_share,
    chosen.employment,
    chosen.is_total
from chosen
left join totals
    on chosen.population_scope = totals.population_scope
    and chosen.year = totals.year
    and chosen.sector_as_stated is not null
order by chosen.population_scope, chosen.year desc, chosen.is_total, chosen.structure_count desc nulls last, structure_share desc nulls last, chosen.structure_id
