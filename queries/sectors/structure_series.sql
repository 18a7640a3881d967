-- @title: Series of the national MSME structure
-- @grain: one row per country, population, year and breakdown
-- @formula: A series is one population in one year, broken down by sector or by size class. Series of different populations
--   count different things and are never drawn together.
-- @evidence: sectors.structure
-- @param country varchar: ISO 3166-1 alpha-3
-- @param population varchar?: only this population
-- @param structure_year integer?: only this year
-- @param by_sector boolean?: only series by sector, or only series by size class
-- @column country_code varchar: ISO 3166-1 alpha-3
-- @column population_scope varchar: which enterprises are counted
-- @column year bigint: calendar year
-- @column is_by_sector boolean: broken down by sector, else by size class
-- @column row_count bigint: rows of the record
with series as (
    select
        country_code,
        population_scope,
        year,
        sector_as_stated is not null as is_by_sector
    from msme_structure
    where country_code = $country
        and population_scope is not null
)
select
    country_code,
    population_scope,
    year,
    is_by_sector,
    count(*) as row_count
from series
where ($population is null or population_scope = $population)
    and ($structure_year is null or year = $structure_year)
    and ($by_sector is null or is_by_sector = $by_sector)
group by country_code, population_scope, year, is_by_sector
having count(*) > 1
order by is_by_sector desc, row_count desc, year desc, population_scope
