-- @title: MSME share of bank credit by country
-- @grain: one row per country and period
-- @key: country_code, as_of
-- @formula: As quoted by the source; “less than” is kept as an upper limit. Definitions of MSMEs differ between countries.
-- @column ref_id varchar: the source
-- @column country_code varchar: ISO 3166-1 alpha-3
-- @column as_of varchar: the time the figure refers to
-- @column credit_share_pct decimal(24,4): MSME share of bank credit in percent
-- @column is_upper_limit boolean: whether the source says “less than” this figure
select
    source_id as ref_id,
    country_code,
    period_text as as_of,
    credit_share_pct,
    coalesce(qualifier = 'less than', false) as is_upper_limit
from msme_credit_shares
order by credit_share_pct desc, country_code, period_text desc
