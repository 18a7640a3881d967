-- Every row of the record that states an amount of money, or could: programmes, their money by period and its yearly
-- targets, values of outcomes. `amount_year` is the one year whose money it is, null where it has none; year_rule_code says
-- which year that is, or why there is none. `covered_from` is the day from which a longer figure of the same programme
-- and stage covers it, after which it is added to nothing. is_whole: an amount that others of its stage may be added to, since
-- it is no part of another, no amount per enterprise or proposal, and not what was paid out over a span of its own.
create table stated_amounts as
with stated as (
    select
        'program' as amount_kind_code, program_id as ref_id, 'program' as record_kind, program_id as record_id, program_id,
        amount_basis_code, null as value_basis_code, null as outcome_kind_code, null as enterprise_sizes_code, amount_unit_code,
        amount, currency_code, part_of_program_id,
        opens_on_earliest as first_day,
        -- What was paid out since the opening has no one year, unless the programme closed in the year it opened.
        case
            when amount_basis_code not in ('disbursed', 'cumulative_disbursed') or amount is null then opens_on_latest
            when opens_on is not null then coalesce(closes_on_latest, date '9999-12-31')
        end as last_day,
        coalesce(closes_on_latest, case when amount_unit_code = 'single_loan' then opens_on_latest end) as ends_on,
        'opening' as year_rule_code,
        cast(null as date) as known_by
    from financing_programs
    union all
    select
        'flow', flows.flow_id, 'program', flows.program_id as record_id, flows.program_id, flows.amount_basis_code, null, null, null, 'programme',
        flows.amount, flows.currency_code, null, flows.period_from, flows.period_until as last_day, flows.period_until as ends_on, 'period',
        coalesce(flows.period_until, sources.published_on_latest, record.collected_on)
    from program_flows as flows
    join sources
        on flows.source_id = sources.source_id
    cross join record
    union all
    -- A target is one of the whole year, however far into it the money had been counted.
    select
        'year_target', flow_id, 'program', program_id as record_id, program_id, 'target', null, null, null, 'programme',
        target_amount, currency_code, null,
        cast(date_trunc('year', period_until) as date), cast(date_trunc('year', period_until) + interval 1 year - interval 1 day as date),
        period_until as ends_on, 'period', period_until as known_by
    from program_flows
    where target_amount is not null
        and period_until is not null
    union all
    select
        'outcome', outcomes.outcome_id as ref_id, 'outcome', outcomes.outcome_id as record_id, outcomes.program_id,
        null, outcomes.value_basis_code, outcomes.outcome_kind_code, outcomes.enterprise_sizes_code, null,
        outcomes.value, outcomes.currency_code, null,
        outcomes.occurred_on_earliest, outcomes.occurred_on_latest as last_day, outcomes.occurred_on_latest as ends_on, 'occurrence', known_by.known_by
    from outcomes
    join known_by
        on outcomes.outcome_id = known_by.ref_id
        and known_by.record_kind = 'outcome'
),
covered as (
    select shorter.amount_kind_code, shorter.ref_id, min(longer.known_by) as covered_from
    from stated as shorter
    join stated as longer -- outcomes have no stage, programmes one row each: only figures by period meet here
        on shorter.amount_kind_code = longer.amount_kind_code
        and shorter.program_id = longer.program_id
        and shorter.amount_basis_code = longer.amount_basis_code
        and shorter.currency_code = longer.currency_code
        and shorter.ref_id <> longer.ref_id
        and shorter.first_day <= longer.last_day
        and shorter.last_day >= longer.first_day
    -- Of two as long as each other the one known later stands, then the one with the later key.
    where longer.amount is not null
        and (
            date_diff('day', longer.first_day, longer.last_day) > date_diff('day', shorter.first_day, shorter.last_day)
            or (
                date_diff('day', longer.first_day, longer.last_day) = date_diff('day', shorter.first_day, shorter.last_day)
                and (longer.known_by > shorter.known_by or (longer.known_by = shorter.known_by and longer.ref_id > shorter.ref_id))
            )
        )
    group by shorter.amount_kind_code, shorter.ref_id
)
select
    stated.amount_kind_code, stated.ref_id, stated.record_kind, stated.record_id, stated.program_id,
    stated.amount_basis_code, stated.value_basis_code, stated.outcome_kind_code, stated.enterprise_sizes_code, stated.amount_unit_code,
    stated.amount, stated.currency_code, stated.part_of_program_id,
    case
        when stated.first_day is null or stated.last_day is null then 'no_year'
        when extract(year from stated.first_day) <> extract(year from stated.last_day) then 'several_years'
        else stated.year_rule_code
    end as year_rule_code,
    case when extract(year from stated.first_day) = extract(year from stated.last_day) then cast(extract(year from stated.first_day) as integer) end as amount_year,
    cast(extract(year from stated.first_day) as integer) as first_year,
    cast(extract(year from stated.ends_on) as integer) as last_year,
    stated.ends_on as last_day,
    stated.known_by,
    covered.covered_from,
    stated.part_of_program_id is null
    and coalesce(stated.amount_unit_code, 'programme') in ('programme', 'single_loan')
    and coalesce(stated.amount_basis_code, '') <> 'cumulative_disbursed'
    and (
        coalesce(stated.amount_basis_code, '') <> 'disbursed'
        or coalesce(extract(year from stated.first_day) = extract(year from stated.last_day), false)
    ) as is_whole
from stated
left join covered
    on stated.amount_kind_code = covered.amount_kind_code
    and stated.ref_id = covered.ref_id
order by stated.amount_kind_code, stated.ref_id;
