-- @title: Pairs of countries in the record
-- @grain: one row per home country and partner country
-- @column home_code varchar: ISO 3166-1 alpha-3
-- @column partner_code varchar: ISO 3166-1 alpha-3
-- @column row_count bigint: agreements, engagements, programmes and outcomes of the pair
-- @column is_comparator boolean: whether all of them are there for comparison only
select
    home_code,
    partner_code,
    count(*) as row_count,
    bool_and(is_comparator) as is_comparator
from pair_rows
group by home_code, partner_code
order by home_code, row_count desc, partner_code
