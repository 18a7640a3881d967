-- @title: Programmes under an agreement
-- @grain: one row per programme under the agreement
-- @formula: Programmes that sources place under this agreement, with their status on the day. Amounts of different basis or
--   currency are never added.
-- @param agreement varchar: the agreement's key
-- @param as_of date: the day at which status is judged
-- @column ref_id varchar: the programme
-- @column program_status_code varchar: status on the day, null where it was not known yet
-- @column instrument_code varchar: instrument
-- @column provider_institution_id varchar: who provides it
-- @column amount decimal(24,4): amount, null where no source gives one
-- @column currency_code varchar: ISO 4217 code of its currency
-- @column amount_basis_code varchar: what the amount stands for
-- @column amount_unit_code varchar: what it is counted per
-- @column opens_on varchar: when it opens, as precisely as known
-- @column closes_on varchar: when it closes, null where no source says
select
    programs.program_id as ref_id,
    periods.program_status_code,
    programs.instrument_code,
    programs.provider_institution_id,
    programs.amount,
    programs.currency_code,
    programs.amount_basis_code,
    programs.amount_unit_code,
    programs.opens_on,
    programs.closes_on
from financing_programs as programs
left join program_periods as periods
    on programs.program_id = periods.program_id
    and periods.valid_from <= $as_of
    and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
where programs.agreement_id = $agreement
order by programs.opens_on_latest desc nulls last, programs.program_id
