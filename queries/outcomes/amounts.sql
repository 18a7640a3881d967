-- @title: Values of outcomes, each on its own
-- @grain: one row per outcome whose source states a value
-- @formula: The value as the source states it, in its own currency. Values are never added: they differ in currency, in how firm they are
--   and in whose enterprises they count; one that counts firms of all sizes is no MSME value.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column ref_id varchar: the outcome
-- @column outcome_kind_code varchar: kind of outcome
-- @column value decimal(24,4): its value
-- @column currency_code varchar: ISO 4217
-- @column value_basis_code varchar: realised, committed, potential or reported
-- @column enterprise_sizes_code varchar: whether it counts MSMEs only or firms of all sizes
-- @column is_all_sizes boolean: whether it counts firms of all sizes
-- @column occurred_on varchar: when, as precisely as known
-- @column currency_share double: the value as a share of the largest of its currency and sizes, for drawing
with chosen as (
    select distinct ref_id
    from pair_scope
    where record_kind = 'outcome'
        and home_code = $home
        and partner_code = $partner
        and known_from <= $as_of
        and ($from_year is null or dated_year >= $from_year)
        and ($to_year is null or dated_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
valued as (
    select
        outcomes.outcome_id as ref_id,
        outcomes.outcome_kind_code,
        outcomes.value,
        outcomes.currency_code,
        outcomes.value_basis_code,
        outcomes.enterprise_sizes_code,
        outcomes.enterprise_sizes_code = 'all_sizes' as is_all_sizes,
        outcomes.occurred_on
    from outcomes
    join chosen
        on outcomes.outcome_id = chosen.ref_id
    where outcomes.value is not null
)
select
    ref_id,
    outcome_kind_code,
    value,
    currency_code,
    value_basis_code,
    enterprise_sizes_code,
    is_all_sizes,
    occurred_on,
    cast(value as double) / nullif(cast(max(value) over (partition by is_all_sizes, currency_code) as double), 0) as currency_share
from valued
order by is_all_sizes, currency_code, value desc, ref_id
