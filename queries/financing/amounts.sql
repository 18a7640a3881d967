-- @title: Amounts that programmes state
-- @grain: one row per programme that states an amount
-- @formula: Each amount as stated, and converted by the period-average rates of the year the programme opens: amount divided by the units
--   of its currency per US dollar, times the units of the chosen currency per US dollar. Without one opening year, without a rate for
--   it, or where it was paid out over years, the amount stays as it is. Amounts are never added: their bases, currencies and units
--   differ, and a part belongs to its whole.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which openness is judged
-- @param from_year integer?: leave out programmes that ended before this year
-- @param to_year integer?: leave out programmes that opened after this year
-- @param sector varchar?: only programmes that name this sector or name none
-- @param focus varchar?: only programmes of this focus area
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @param currency varchar: ISO 4217 of the currency to convert to
-- @column ref_id varchar: the programme
-- @column amount_basis_code varchar: what the amount means
-- @column amount_unit_code varchar: what the amount is for
-- @column amount decimal(24,4): amount in whole currency units
-- @column currency_code varchar: ISO 4217
-- @column conversion_code varchar: whether it could be converted, and why not
-- @column converted_amount double: amount in the chosen currency, null where it could not be converted
-- @column converted_currency_code varchar: the chosen currency
-- @column rate_year integer: the year of the rates, null where none was used
-- @column from_units_per_usd decimal(24,4): units of its own currency per US dollar
-- @column to_units_per_usd decimal(24,4): units of the chosen currency per US dollar
-- @column from_rate_source_id varchar: source of the rate of its own currency
-- @column to_rate_source_id varchar: source of the rate of the chosen currency
-- @column program_status_code varchar: whether it is open on the day
-- @column part_of_program_id varchar: the programme it is a part of
with candidates as (
    select ref_id as program_id
    from pair_rows
    where not $domestic
        and record_kind = 'program'
        and home_code = $home
        and partner_code = $partner
    union all
    select program_id
    from domestic_programs
    where $domestic
        and country_code in ($home, $partner)
),
scoped as (
    select programs.program_id
    from financing_programs as programs
    left join program_scope as scope
        on programs.program_id = scope.program_id
    where ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
        and ($focus is null or scope.focus_area_code = $focus)
    group by programs.program_id
),
rates as (
    select currency_code, year, units_per_usd, source_id
    from fx_rates
    where rate_basis = 'period average'
    union all
    -- A US dollar is one US dollar in every year: it needs no source.
    select distinct 'USD', year, cast(1 as decimal(24, 4)), null
    from fx_rates
),
stated as (
    select
        programs.program_id,
        programs.amount_basis_code,
        programs.amount_unit_code,
        programs.amount,
        programs.currency_code,
        programs.part_of_program_id,
        case
            -- What was paid out over the years belongs to no one year's rate.
            when programs.amount_basis_code in ('disbursed', 'cumulative_disbursed') then null
            when extract(year from programs.opens_on_earliest) = extract(year from programs.opens_on_latest)
                then cast(extract(year from programs.opens_on_earliest) as integer)
        end as opening_year,
        coalesce(
            periods.program_status_code,
            case when programs.opens_on is null then 'date_unknown' else 'not_yet' end
        ) as program_status_code
    from financing_programs as programs
    join candidates
        on programs.program_id = candidates.program_id
    join scoped
        on programs.program_id = scoped.program_id
    left join program_periods as periods -- without overlap: at most one period holds the day
        on programs.program_id = periods.program_id
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
    where programs.amount is not null
        and ($to_year is null or programs.opens_on is null or extract(year from programs.opens_on_earliest) <= $to_year)
        and (
            $from_year is null
            or extract(year from programs.closes_on_latest) >= $from_year
            -- A single loan is over in the year it is made; a programme without an end may still run.
            or (programs.closes_on is null and (programs.amount_unit_code is distinct from 'single_loan' or programs.opens_on is null))
            or extract(year from programs.opens_on_latest) >= $from_year
        )
),
rated as (
    select
        stated.program_id,
        stated.amount_basis_code,
        stated.amount_unit_code,
        stated.amount,
        stated.currency_code,
        stated.part_of_program_id,
        stated.program_status_code,
        stated.opening_year,
        case
            when stated.currency_code = $currency then 'same_currency'
            when stated.opening_year is null then 'no_year'
            when own_rate.units_per_usd is null or chosen_rate.units_per_usd is null then 'no_rate'
            else 'converted'
        end as conversion_code,
        own_rate.units_per_usd as own_units,
        own_rate.source_id as own_source_id,
        chosen_rate.units_per_usd as chosen_units,
        chosen_rate.source_id as chosen_source_id
    from stated
    left join rates as own_rate
        on stated.currency_code = own_rate.currency_code
        and stated.opening_year = own_rate.year
    left join rates as chosen_rate
        on chosen_rate.currency_code = $currency
        and stated.opening_year = chosen_rate.year
)
select
    rated.program_id as ref_id,
    rated.amount_basis_code,
    rated.amount_unit_code,
    rated.amount,
    rated.currency_code,
    rated.conversion_code,
    case rated.conversion_code
        when 'same_currency' then cast(rated.amount as double)
        when 'converted' then cast(rated.amount as double) / cast(rated.own_units as double) * cast(rated.chosen_units as double)
    end as converted_amount,
    $currency as converted_currency_code,
    case when rated.conversion_code = 'converted' then rated.opening_year end as rate_year,
    case when rated.conversion_code = 'converted' then rated.own_units end as from_units_per_usd,
    case when rated.conversion_code = 'converted' then rated.chosen_units end as to_units_per_usd,
    case when rated.conversion_code = 'converted' then rated.own_source_id end as from_rate_source_id,
    case when rated.conversion_code = 'converted' then rated.chosen_source_id end as to_rate_source_id,
    rated.program_status_code,
    rated.part_of_program_id
from rated
left join codelist_amount_basis as basis
    on rated.amount_basis_code = basis.code
left join codelist_amount_unit as unit
    on rated.amount_unit_code = unit.code
order by cast(unit.sort_order as integer), cast(basis.sort_order as integer), rated.currency_code, rated.amount desc, rated.program_id
