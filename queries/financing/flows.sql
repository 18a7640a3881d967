-- @title: Money and beneficiaries by period
-- @grain: one row per programme and period that a source states
-- @formula: As stated, for periods that had ended by the day. A full year runs from 1 January to 31 December; anything shorter is a part of
--   a year and not compared with whole years. Cumulative figures cover several years and are kept apart.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only periods that had ended by this day
-- @param from_year integer?: first year
-- @param to_year integer?: last year
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @param program varchar?: only this programme
-- @column ref_id varchar: the figure's key
-- @column program_id varchar: the programme
-- @column amount_basis_code varchar: disbursed in the period, or cumulative
-- @column year integer: the year in which the period ends
-- @column period_from date: first day of the period
-- @column period_until date: last day of the period
-- @column is_full_year boolean: whether the period is one whole calendar year
-- @column amount decimal(24,4): amount in whole currency units
-- @column currency_code varchar: ISO 4217
-- @column target_amount decimal(24,4): target or ceiling of the whole year, null where none is stated
-- @column beneficiaries bigint: beneficiaries, null where none are stated
-- @column beneficiary_unit_code varchar: what is counted as a beneficiary
with candidates as (
    select distinct ref_id as program_id
    from pair_scope
    where record_kind = 'program'
        and is_domestic = $domestic
        and home_code in ($home, $partner)
        and partner_code in ($home, $partner)
)
select
    flows.flow_id as ref_id,
    flows.program_id,
    flows.amount_basis_code,
    cast(extract(year from flows.period_until) as integer) as year,
    flows.period_from,
    flows.period_until,
    extract(year from flows.period_from) = extract(year from flows.period_until)
    and extract(month from flows.period_from) = 1
    and extract(day from flows.period_from) = 1
    and extract(month from flows.period_until) = 12
    and extract(day from flows.period_until) = 31 as is_full_year,
    flows.amount,
    flows.currency_code,
    flows.target_amount,
    flows.beneficiaries,
    flows.beneficiary_unit as beneficiary_unit_code
from program_flows as flows
join candidates
    on flows.program_id = candidates.program_id
where flows.period_until <= $as_of
    and ($program is null or flows.program_id = $program)
    and ($from_year is null or extract(year from flows.period_until) >= $from_year)
    and ($to_year is null or extract(year from flows.period_from) <= $to_year)
order by flows.program_id, flows.amount_basis_code, flows.period_until, flows.flow_id
