-- @title: Exchange rates on record
-- @grain: one row per currency and year
-- @formula: Units of the currency per US dollar, as published. Amounts in this record are shown in their own currency; the rates are here so that
--   whoever converts them says with which rate.
-- @param from_year integer?: first year
-- @param to_year integer?: last year
-- @column ref_id varchar: currency and year
-- @column currency_code varchar: ISO 4217
-- @column year bigint: calendar year
-- @column units_per_usd decimal(24,4): units per US dollar
-- @column rate_basis varchar: how the rate is formed
-- @column source_id varchar: the source
select
    currency_code || ' ' || cast(year as varchar) as ref_id,
    currency_code,
    year,
    units_per_usd,
    rate_basis,
    source_id
from fx_rates
where ($from_year is null or year >= $from_year)
    and ($to_year is null or year <= $to_year)
order by currency_code, year
