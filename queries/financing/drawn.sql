-- @title: What was drawn of what was committed
-- @grain: one row per programme and period that a source states, or per programme that states what was committed and no source says what was drawn
-- @formula: Money paid out, divided by the target or ceiling of that year where the source gives one, else by the amount committed to, pledged to or
--   set as ceiling or target of the programme, if the money was counted from the year in which it opened and beyond its opening, in the same
--   currency. Age-adjusted: that share minus the median of the other programmes at the same age, in points.
-- @method: A share of a ceiling or a target is not a share of a commitment; each row says what it was divided by, and only rows divided by the same are compared. Age is the
--   time from 1 January for a year's target, else from the first possible day of the opening. Between its figures a programme is taken to draw evenly, before the first from
--   nothing; past its last figure it says nothing, and a programme with several years counts once, by their median. The median takes at least three other
--   programmes; below that there is no number. The smallest and the largest of them are shown beside it; from six on they hold the median with 95% or more.
--   Stages as the Lowy Institute keeps them (Southeast Asia Aid Map, methodology).
-- @measure: drawn.against_age
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: leave out money of years before this one
-- @param to_year integer?: leave out money of years after this one
-- @param sector varchar?: only rows that name this sector or name none
-- @param focus varchar?: only rows of this focus area
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @input ref_id varchar: the figure of a period, or the programme
-- @input program_id varchar: the programme
-- @input amount_basis_code varchar: disbursed in the period, or cumulative, null where no source states it
-- @input year integer: the year in which the period ends
-- @input period_from date: first day of the period
-- @input period_until date: last day of the period
-- @input is_full_year boolean: whether the period is one whole calendar year
-- @input amount double: money paid out, in whole currency units
-- @input currency_code varchar: ISO 4217
-- @input drawn_against_code varchar: what it is divided by, null where nothing of the same currency and basis is stated
-- @input against_amount double: that amount
-- @input drawn_share double: money paid out as a share of it
-- @input age_years double: years since the money was there to be drawn
-- @input elapsed_share double: how much of the time to draw it had passed, null where no end is stated
-- @column ref_id varchar: the figure of a period, or the programme
-- @column program_id varchar: the programme
-- @column amount_basis_code varchar: disbursed in the period, or cumulative, null where no source states it
-- @column year integer: the year in which the period ends
-- @column period_from date: first day of the period
-- @column period_until date: last day of the period
-- @column is_full_year boolean: whether the period is one whole calendar year
-- @column amount double: money paid out, in whole currency units
-- @column currency_code varchar: ISO 4217
-- @column drawn_against_code varchar: what it is divided by, null where nothing of the same currency and basis is stated
-- @column against_amount double: that amount
-- @column drawn_share double: money paid out as a share of it
-- @column age_years double: years since the money was there to be drawn
-- @column elapsed_share double: how much of the time to draw it had passed, null where no end is stated
-- @column other_count bigint: other programmes with a figure at the same age, divided by the same
-- @column needed_count bigint: how many of them it takes
-- @column others_share double: their median, null where they are too few
-- @column others_low_share double: the smallest of them
-- @column others_high_share double: the largest of them
-- @column adjusted_share double: drawn_share minus their median, null where they are too few
with scoped as (
    select distinct record_kind, ref_id
    from pair_scope
    where is_domestic = $domestic
        and home_code in ($home, $partner)
        and partner_code in ($home, $partner)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
programs as (
    select
        programs.program_id,
        programs.opens_on_earliest,
        programs.closes_on_latest,
        programs.currency_code,
        programs.amount,
        programs.amount_basis_code,
        case
            when extract(year from programs.opens_on_earliest) = extract(year from programs.opens_on_latest)
                then extract(year from programs.opens_on_earliest)
        end as opening_year,
        programs.amount is not null
        and programs.amount_unit_code in ('programme', 'single_loan')
        and programs.amount_basis_code in ('pledged', 'committed', 'ceiling', 'target') as is_to_draw
    from financing_programs as programs
    join scoped
        on programs.program_id = scoped.ref_id
        and scoped.record_kind = 'program'
),
flows as (
    select
        flow_id,
        program_id,
        amount_basis_code,
        period_from,
        period_until,
        amount,
        currency_code,
        case
            when amount_basis_code = 'disbursed'
                and extract(year from period_from) = extract(year from period_until)
                and extract(month from period_from) = 1
                and extract(day from period_from) = 1
                then target_amount
        end as target_amount,
        date_diff('day', date_trunc('year', period_until), period_until) + 1 as days_of_year,
        date_diff('day', date_trunc('year', period_until), date_trunc('year', period_until) + interval 1 year) as year_days
    from program_flows
    where amount_basis_code in ('disbursed', 'cumulative_disbursed')
        and amount is not null
        and period_until <= $as_of
        and ($from_year is null or extract(year from period_until) >= $from_year)
        and ($to_year is null or extract(year from period_from) <= $to_year)
),
matched as (
    select
        flows.flow_id as ref_id,
        flows.program_id,
        flows.amount_basis_code,
        flows.period_from,
        flows.period_until,
        flows.amount,
        flows.currency_code,
        case
            when flows.target_amount is not null then 'year_target'
            when programs.is_to_draw and programs.currency_code = flows.currency_code and programs.opening_year = extract(year from flows.period_from)
                and flows.period_until >= programs.opens_on_earliest
                then programs.amount_basis_code
        end as drawn_against_code,
        coalesce(flows.target_amount, programs.amount) as against_amount,
        cast(flows.days_of_year as double) / flows.year_days as year_share,
        cast(date_diff('day', programs.opens_on_earliest, flows.period_until) + 1 as double) as days_open,
        date_diff('day', programs.opens_on_earliest, programs.closes_on_latest) + 1 as days_to_draw,
        flows.days_of_year = flows.year_days
        and extract(year from flows.period_from) = extract(year from flows.period_until)
        and extract(month from flows.period_from) = 1
        and extract(day from flows.period_from) = 1 as is_full_year
    from flows
    join programs
        on flows.program_id = programs.program_id
    union all
    select
        programs.program_id as ref_id, programs.program_id, null, null, null, null, programs.currency_code, programs.amount_basis_code, programs.amount,
        null, null, null, null
    from programs
    left join flows
        on programs.program_id = flows.program_id
    where programs.is_to_draw
        and flows.program_id is null
        and ($to_year is null or programs.opening_year is null or programs.opening_year <= $to_year)
        and ($from_year is null or programs.closes_on_latest is null or extract(year from programs.closes_on_latest) >= $from_year)
)
select
    ref_id,
    program_id,
    amount_basis_code,
    cast(extract(year from period_until) as integer) as year,
    period_from,
    period_until,
    is_full_year,
    cast(amount as double) as amount,
    currency_code,
    drawn_against_code,
    case when drawn_against_code is not null then cast(against_amount as double) end as against_amount,
    case when drawn_against_code is not null then cast(amount as double) / nullif(cast(against_amount as double), 0) end as drawn_share,
    case when drawn_against_code = 'year_target' then year_share when drawn_against_code is not null then days_open / 365.25 end as age_years,
    case
        when drawn_against_code is null then null
        when drawn_against_code = 'year_target' then year_share
        when days_open > days_to_draw then 1
        else days_open / nullif(days_to_draw, 0)
    end as elapsed_share
from matched
order by program_id, period_until nulls last, ref_id
