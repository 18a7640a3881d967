-- @title: Years whose prices real values can be in
-- @grain: one row per year for which a price index is on record
-- @formula: How many currencies have a price index and how many a rate in the year. A base year without a rate leaves amounts in other currencies unconverted.
-- @evidence: financing.price_indices
-- @column year bigint: calendar year
-- @column index_currency_count bigint: currencies with a price index in the year
-- @column rate_currency_count bigint: currencies with an average rate in the year
select
    price_indices.year,
    count(distinct price_indices.currency_code) as index_currency_count,
    count(distinct average_rates.currency_code) as rate_currency_count
from price_indices
left join average_rates
    on price_indices.year = average_rates.year
group by price_indices.year
order by price_indices.year desc
