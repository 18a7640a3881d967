-- @title: Outcomes of an agreement
-- @grain: one row per outcome of the agreement, or of an engagement or programme under it
-- @formula: Outcomes that sources tie to this agreement, or to an engagement or programme under it. Values of different basis
--   or currency are never added.
-- @param agreement varchar: the agreement's key
-- @column ref_id varchar: the outcome
-- @column outcome_kind_code varchar: kind of outcome
-- @column engagement_id varchar: the engagement it came of, null without one
-- @column program_id varchar: the programme it came of, null without one
-- @column outcome_count bigint: how many, null where the source gives no number
-- @column value decimal(24,4): value, null where no source gives one
-- @column currency_code varchar: ISO 4217 code of its currency
-- @column value_basis_code varchar: what the value stands for
-- @column occurred_on varchar: when, as precisely as known
select
    outcomes.outcome_id as ref_id,
    outcomes.outcome_kind_code,
    outcomes.engagement_id,
    outcomes.program_id,
    outcomes.outcome_count,
    outcomes.value,
    outcomes.currency_code,
    outcomes.value_basis_code,
    outcomes.occurred_on
from outcomes
left join engagements
    on outcomes.engagement_id = engagements.engagement_id
left join financing_programs as programs
    on outcomes.program_id = programs.program_id
where outcomes.agreement_id = $agreement
    or engagements.agreement_id = $agreement
    or programs.agreement_id = $agreement
order by outcomes.occurred_on_latest desc nulls last, outcomes.outcome_id
