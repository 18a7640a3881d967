-- @title: Sums in one currency, each of one stage
-- @grain: one row per kind of amount, stage, what the amount is for, kind of outcome and whose enterprises it counts
-- @formula: The sum of the amounts of one stage in the chosen currency, nominal and in prices of the base year. An amount that has no rate or no price index for
--   its year is not in the sum and is counted beside it. Stages are never added to one another.
-- @method: Rates are averages of the year, prices the GDP deflator of the currency's own economy, or its consumer prices where no deflator is on record; both index
--   values come from one series. Inflation is the own currency's, and only then comes the rate of the base year: deflating by prices in the
--   United States would count swings of the rate as inflation (OECD Development Assistance Committee, information note on the DAC deflators; AidData).
--   An amount of several years, or of a year that no source states, belongs to no one rate and stays as stated.
-- @evidence: financing.normalised
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: leave out money of years before this one
-- @param to_year integer?: leave out money of years after this one
-- @param sector varchar?: only rows that name this sector or name none
-- @param focus varchar?: only rows of this focus area
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @param currency varchar?: ISO 4217 of the currency to show amounts in, null for amounts as stated only
-- @param base_year integer?: the year whose prices real values are in, null for none
-- @param amount_kind varchar?: only this kind of amount
-- @column amount_kind_code varchar: whose amounts they are
-- @column amount_basis_code varchar: their stage, null for outcomes
-- @column outcome_kind_code varchar: kind of outcome, null for programmes
-- @column value_basis_code varchar: how firm outcomes' values are, null for programmes
-- @column enterprise_sizes_code varchar: whose enterprises outcomes count, null for programmes
-- @column amount_unit_code varchar: what the amounts are for
-- @column row_count bigint: stated amounts
-- @column apart_count bigint: those that are never added: parts, within a longer figure, per enterprise or per proposal, paid out over several years
-- @column addable_count bigint: those that may be added
-- @column converted_count bigint: those in the nominal sum
-- @column no_year_count bigint: those that may be added but have no one year
-- @column no_rate_count bigint: those that may be added but have no rate for their year
-- @column converted_total double: nominal sum, null where no amount is in it
-- @column converted_currency_code varchar: the chosen currency
-- @column real_count bigint: those in the real sum
-- @column real_no_year_count bigint: those that may be added but have no one year to take prices of
-- @column no_index_count bigint: those that may be added but have no price index for their year
-- @column no_base_rate_count bigint: those that may be added but have no rate in the base year
-- @column real_total double: sum in prices of the base year, null where no amount is in it
-- @column price_base_year integer: the base year
with scoped as (
    select distinct record_kind, ref_id
    from pair_scope
    where is_domestic = $domestic
        and home_code in ($home, $partner)
        and partner_code in ($home, $partner)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
rated as (
    select
        stated.amount_kind_code,
        stated.amount_basis_code,
        stated.outcome_kind_code,
        stated.value_basis_code,
        stated.enterprise_sizes_code,
        case
            when $currency is null then null
            when stated.currency_code = $currency then 'same_currency'
            when stated.amount_year is null then stated.year_rule_code
            when own.units_per_usd is null or shown.units_per_usd is null then 'no_rate'
            else 'converted'
        end as conversion_code,
        case
            when $currency is null or $base_year is null then null
            when stated.amount_year is null then stated.year_rule_code
            when stated.currency_code <> $currency and (own_base.units_per_usd is null or shown_base.units_per_usd is null) then 'no_rate'
            when stated.amount_year = $base_year then 'base_year'
            when prices.price_ratio is null then 'no_index'
            else 'adjusted'
        end as price_adjustment_code,
        case
            when stated.currency_code = $currency then cast(stated.amount as double)
            else cast(stated.amount as double) / own.units_per_usd * shown.units_per_usd
        end as converted_amount,
        cast(stated.amount as double)
        * case when stated.amount_year = $base_year then 1 else prices.price_ratio end
        * case when stated.currency_code = $currency then 1 else shown_base.units_per_usd / own_base.units_per_usd end as real_amount,
        stated.is_whole and (stated.covered_from is null or stated.covered_from > $as_of) as is_added,
        stated.amount_unit_code
    from stated_amounts as stated
    join scoped
        on stated.record_kind = scoped.record_kind
        and stated.record_id = scoped.ref_id
    left join average_rates as own
        on stated.currency_code = own.currency_code
        and stated.amount_year = own.year
    left join average_rates as shown
        on shown.currency_code = $currency
        and stated.amount_year = shown.year
    left join average_rates as own_base
        on stated.currency_code = own_base.currency_code
        and own_base.year = $base_year
    left join average_rates as shown_base
        on shown_base.currency_code = $currency
        and shown_base.year = $base_year
    left join price_ratios as prices
        on stated.currency_code = prices.currency_code
        and stated.amount_year = prices.amount_year
        and prices.base_year = $base_year
    where (stated.known_by is null or stated.known_by <= $as_of)
        and ($from_year is null or stated.last_year is null or stated.last_year >= $from_year)
        and ($to_year is null or stated.first_year is null or stated.first_year <= $to_year)
        and ($amount_kind is null or stated.amount_kind_code = $amount_kind)
        and stated.amount is not null
)
select
    rated.amount_kind_code,
    rated.amount_basis_code,
    rated.outcome_kind_code,
    rated.value_basis_code,
    rated.enterprise_sizes_code,
    rated.amount_unit_code,
    count(*) as row_count,
    count(*) filter (where not rated.is_added) as apart_count,
    count(*) filter (where rated.is_added) as addable_count,
    count(rated.converted_amount) filter (where rated.is_added) as converted_count,
    count(*) filter (where rated.is_added and rated.conversion_code in ('no_year', 'several_years')) as no_year_count,
    count(*) filter (where rated.is_added and rated.conversion_code = 'no_rate') as no_rate_count,
    sum(rated.converted_amount) filter (where rated.is_added) as converted_total,
    $currency as converted_currency_code,
    count(rated.real_amount) filter (where rated.is_added) as real_count,
    count(*) filter (where rated.is_added and rated.price_adjustment_code in ('no_year', 'several_years')) as real_no_year_count,
    count(*) filter (where rated.is_added and rated.price_adjustment_code = 'no_index') as no_index_count,
    count(*) filter (where rated.is_added and rated.price_adjustment_code = 'no_rate') as no_base_rate_count,
    sum(rated.real_amount) filter (where rated.is_added) as real_total,
    cast($base_year as integer) as price_base_year
from rated
left join codelist_amount_kind as kind
    on rated.amount_kind_code = kind.code
left join codelist_amount_unit as unit
    on rated.amount_unit_code = unit.code
left join codelist_amount_basis as basis
    on rated.amount_basis_code = basis.code
left join codelist_value_basis as firmness
    on rated.value_basis_code = firmness.code
group by
    rated.amount_kind_code, rated.amount_basis_code, rated.outcome_kind_code, rated.value_basis_code, rated.enterprise_sizes_code, rated.amount_unit_code,
    kind.sort_order, unit.sort_order, basis.sort_order, firmness.sort_order
order by
    cast(kind.sort_order as integer), cast(unit.sort_order as integer) nulls last, cast(basis.sort_order as integer) nulls last,
    cast(firmness.sort_order as integer) nulls last, rated.outcome_kind_code, rated.enterprise_sizes_code
