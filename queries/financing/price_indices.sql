-- @title: Price indices on record
-- @grain: one row per currency, kind of index, series and year
-- @formula: Index values as published, each series standing at 100 in a year of its own. Values of different series are never divided by one another.
-- @param from_year integer?: first year
-- @param to_year integer?: last year
-- @column ref_id varchar: currency, year and series
-- @column currency_code varchar: ISO 4217
-- @column price_index_kind_code varchar: GDP deflator or consumer prices
-- @column index_base_year bigint: the year in which the series stands at 100
-- @column year bigint: calendar year
-- @column index_value decimal(24,4): price level of the year
-- @column source_id varchar: the source
select
    currency_code || ' ' || cast(year as varchar) || ' ' || price_index_kind_code || ' ' || cast(index_base_year as varchar) as ref_id,
    currency_code,
    price_index_kind_code,
    index_base_year,
    year,
    index_value,
    source_id
from price_indices
where ($from_year is null or year >= $from_year)
    and ($to_year is null or year <= $to_year)
order by currency_code, price_index_kind_code, index_base_year, year
