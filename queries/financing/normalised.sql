-- @title: Amounts in their own currency, converted, and in prices of one year
-- @grain: one row per stated amount: a programme's, of a period, a target of a year, or the value of an outcome
-- @key: ref_id, amount_kind_code, amount_basis_code, amount_year
-- @formula: Nominal: the amount divided by the units of its currency per US dollar in its year, times the units of the chosen currency in that year. Real: the
--   amount times the price level of the base year over that of its own year, in its own currency, then converted at the rates of the base year.
-- @method: Rates are averages of the year, prices the GDP deflator of the currency's own economy, or its consumer prices where no deflator is on record; both index
--   values come from one series. Inflation is the own currency's, and only then comes the rate of the base year: deflating by prices in the
--   United States would count swings of the rate as inflation (OECD Development Assistance Committee, information note on the DAC deflators; AidData).
--   An amount of several years, or of a year that no source states, belongs to no one rate and stays as stated.
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
-- @column ref_id varchar: the programme, figure of a period or outcome
-- @column amount_kind_code varchar: whose amount it is
-- @column amount_basis_code varchar: its stage, null for outcomes
-- @column outcome_kind_code varchar: kind of outcome, null for programmes
-- @column value_basis_code varchar: how firm an outcome's value is, null for programmes
-- @column enterprise_sizes_code varchar: whose enterprises an outcome counts, null for programmes
-- @column amount_unit_code varchar: what the amount is for
-- @column amount decimal(24,4): amount as stated, in whole currency units
-- @column currency_code varchar: ISO 4217
-- @column amount_year integer: the year whose money it is, null where it is not one year
-- @column year_rule_code varchar: which year that is, or why there is none
-- @column conversion_code varchar: whether it could be converted, and why not
-- @column converted_amount double: nominal amount in the chosen currency, null where it could not be converted
-- @column converted_currency_code varchar: the chosen currency
-- @column from_units_per_usd double: units of its own currency per US dollar in its year
-- @column from_rate_source_id varchar: source of that rate
-- @column to_units_per_usd double: units of the chosen currency per US dollar in its year
-- @column to_rate_source_id varchar: source of that rate
-- @column price_adjustment_code varchar: whether it could be put into prices of the base year, and why not
-- @column real_amount double: amount in the chosen currency at prices of the base year, null where it is not known
-- @column price_base_year integer: the base year
-- @column price_ratio double: price level of the base year over that of its own year
-- @column price_index_kind_code varchar: the index used
-- @column index_value decimal(24,4): its value in the amount's year
-- @column base_index_value decimal(24,4): its value in the base year
-- @column price_source_id varchar: source of the index value in the amount's year
-- @column base_price_source_id varchar: source of the index value in the base year
-- @column base_from_units_per_usd double: units of its own currency per US dollar in the base year
-- @column base_from_rate_source_id varchar: source of that rate
-- @column base_to_units_per_usd double: units of the chosen currency per US dollar in the base year
-- @column base_to_rate_source_id varchar: source of that rate
-- @column is_added boolean: whether it may be added to others of its stage: no part of another, not within a longer figure, not per enterprise or proposal, not of several years
-- @column part_of_program_id varchar: the programme it is a part of
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
        stated.ref_id,
        stated.amount_kind_code,
        stated.amount_basis_code,
        stated.outcome_kind_code,
        stated.value_basis_code,
        stated.enterprise_sizes_code,
        stated.amount_unit_code,
        stated.amount,
        stated.currency_code,
        stated.amount_year,
        stated.year_rule_code,
        stated.part_of_program_id,
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
        own.units_per_usd as from_units_per_usd,
        own.source_id as from_rate_source_id,
        shown.units_per_usd as to_units_per_usd,
        shown.source_id as to_rate_source_id,
        own_base.units_per_usd as base_from_units_per_usd,
        own_base.source_id as base_from_rate_source_id,
        shown_base.units_per_usd as base_to_units_per_usd,
        shown_base.source_id as base_to_rate_source_id,
        prices.price_ratio,
        prices.price_index_kind_code,
        prices.index_value,
        prices.base_index_value,
        prices.source_id as price_source_id,
        prices.base_source_id as base_price_source_id
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
    rated.ref_id,
    rated.amount_kind_code,
    rated.amount_basis_code,
    rated.outcome_kind_code,
    rated.value_basis_code,
    rated.enterprise_sizes_code,
    rated.amount_unit_code,
    rated.amount,
    rated.currency_code,
    rated.amount_year,
    rated.year_rule_code,
    rated.conversion_code,
    rated.converted_amount,
    $currency as converted_currency_code,
    case when rated.conversion_code = 'converted' then rated.from_units_per_usd end as from_units_per_usd,
    case when rated.conversion_code = 'converted' then rated.from_rate_source_id end as from_rate_source_id,
    case when rated.conversion_code = 'converted' then rated.to_units_per_usd end as to_units_per_usd,
    case when rated.conversion_code = 'converted' then rated.to_rate_source_id end as to_rate_source_id,
    rated.price_adjustment_code,
    rated.real_amount,
    cast($base_year as integer) as price_base_year,
    case when rated.price_adjustment_code = 'adjusted' then rated.price_ratio end as price_ratio,
    case when rated.price_adjustment_code = 'adjusted' then rated.price_index_kind_code end as price_index_kind_code,
    case when rated.price_adjustment_code = 'adjusted' then rated.index_value end as index_value,
    case when rated.price_adjustment_code = 'adjusted' then rated.base_index_value end as base_index_value,
    case when rated.price_adjustment_code = 'adjusted' then rated.price_source_id end as price_source_id,
    case when rated.price_adjustment_code = 'adjusted' then rated.base_price_source_id end as base_price_source_id,
    case when rated.real_amount is not null and rated.currency_code <> $currency then rated.base_from_units_per_usd end as base_from_units_per_usd,
    case when rated.real_amount is not null and rated.currency_code <> $currency then rated.base_from_rate_source_id end as base_from_rate_source_id,
    case when rated.real_amount is not null and rated.currency_code <> $currency then rated.base_to_units_per_usd end as base_to_units_per_usd,
    case when rated.real_amount is not null and rated.currency_code <> $currency then rated.base_to_rate_source_id end as base_to_rate_source_id,
    rated.is_added,
    rated.part_of_program_id
from rated
left join codelist_amount_kind as kind
    on rated.amount_kind_code = kind.code
left join codelist_amount_unit as unit
    on rated.amount_unit_code = unit.code
left join codelist_amount_basis as basis
    on rated.amount_basis_code = basis.code
left join codelist_value_basis as firmness
    on rated.value_basis_code = firmness.code
order by
    cast(kind.sort_order as integer), cast(unit.sort_order as integer) nulls last, cast(basis.sort_order as integer) nulls last,
    cast(firmness.sort_order as integer) nulls last, rated.outcome_kind_code, rated.enterprise_sizes_code, rated.currency_code, rated.amount desc, rated.ref_id
