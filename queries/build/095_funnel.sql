-- The chain from agreement to engagement, match, deal and financing: one row per step, row that enters it and period of one state, so that
-- its state on any day is one comparison: passed, with the first row that follows on record, else open until it is 24 months old, then
-- stopped. What was held or concluded enters; what is only planned or announced does not. A match is a
-- business matching; a deal is a deal, contract, joint venture or shipment that does not count firms of all sizes; financing is a loan,
-- an investment commitment, a signing of finance or a programme. A row follows where it stands under the other row or under the
-- same agreement and cannot have been before it.
create table funnel as
with held as (
    select
        engagements.engagement_id,
        engagements.engagement_kind_code,
        engagements.agreement_id,
        engagements.held_from as began_on,
        engagements.held_from_earliest as began_earliest,
        coalesce(engagements.held_until_latest, engagements.held_from_latest) as began_latest,
        known_by.known_by
    from engagements
    join known_by
        on engagements.engagement_id = known_by.ref_id
        and known_by.record_kind = 'engagement'
    where engagements.engagement_stage_code = 'held'
),
results as (
    select
        outcomes.outcome_id,
        outcomes.outcome_kind_code,
        outcomes.engagement_id,
        coalesce(outcomes.agreement_id, engagements.agreement_id, programs.agreement_id) as agreement_id,
        outcomes.occurred_on as began_on,
        outcomes.occurred_on_earliest as began_earliest,
        outcomes.occurred_on_latest as began_latest,
        known_by.known_by
    from outcomes
    join known_by
        on outcomes.outcome_id = known_by.ref_id
        and known_by.record_kind = 'outcome'
    left join engagements
        on outcomes.engagement_id = engagements.engagement_id
    left join financing_programs as programs
        on outcomes.program_id = programs.program_id
    where coalesce(outcomes.enterprise_sizes_code, 'unknown') <> 'all_sizes'
),
deals as (
    select outcome_id, engagement_id, agreement_id, began_on, began_earliest, began_latest, known_by
    from results
    where outcome_kind_code in ('deal', 'contract', 'joint_venture', 'shipment')
),
funds as (
    select outcome_id as ref_id, engagement_id, agreement_id, began_earliest, began_latest, known_by
    from results
    where outcome_kind_code in ('loan', 'investment_commitment')
    union all
    select engagement_id as ref_id, engagement_id, agreement_id, began_earliest, began_latest, known_by
    from held
    where engagement_kind_code = 'finance_signing'
    union all
    select programs.program_id, null, programs.agreement_id, programs.opens_on_earliest, programs.opens_on_latest, known_by.known_by
    from financing_programs as programs
    join known_by
        on programs.program_id = known_by.ref_id
        and known_by.record_kind = 'program'
),
entering as (
    select
        'agreement_engagement' as funnel_step_code, 'agreement' as record_kind, agreements.agreement_id as ref_id,
        null as engagement_id, agreements.agreement_id,
        agreements.signed_on as began_on, agreements.signed_on_earliest as began_earliest, agreements.signed_on_latest as began_latest, known_by.known_by
    from agreements
    join known_by
        on agreements.agreement_id = known_by.ref_id
        and known_by.record_kind = 'agreement'
    where agreements.agreement_stage_code = 'concluded'
    union all
    select 'engagement_match', 'engagement', engagement_id as ref_id, engagement_id, agreement_id, began_on, began_earliest, began_latest, known_by
    from held
    union all
    select 'match_deal', 'engagement', engagement_id as ref_id, engagement_id, agreement_id, began_on, began_earliest, began_latest, known_by
    from held
    where engagement_kind_code = 'business_matching'
    union all
    select 'deal_financing', 'outcome', outcome_id, engagement_id, agreement_id, began_on, began_earliest, began_latest, known_by
    from deals
),
follows as (
    select 'agreement_engagement' as funnel_step_code, engagement_id as next_id, engagement_id, agreement_id, began_earliest, began_latest, known_by from held
    union all
    select 'engagement_match', engagement_id as next_id, engagement_id, agreement_id, began_earliest, began_latest, known_by
    from held
    where engagement_kind_code = 'business_matching'
    union all
    select 'match_deal', outcome_id, engagement_id, agreement_id, began_earliest, began_latest, known_by from deals
    union all
    select 'deal_financing', ref_id, engagement_id, agreement_id, began_earliest, began_latest, known_by from funds
),
aged as (
    select
        funnel_step_code, record_kind, ref_id, engagement_id, agreement_id, began_on, began_earliest, began_latest,
        known_by as entered_on,
        cast(known_by + interval 24 month as date) as mature_on
    from entering
),
-- The next row is the first of those that follow by their dates, until one that was before it becomes known.
passed as (
    select
        aged.funnel_step_code,
        aged.ref_id,
        follows.next_id,
        follows.began_earliest as next_earliest,
        follows.began_latest as next_latest,
        greatest(aged.entered_on, follows.known_by) as passed_on,
        min(greatest(aged.entered_on, follows.known_by)) over (
            partition by aged.funnel_step_code, aged.ref_id
            order by follows.began_latest nulls last, follows.began_earliest nulls last, follows.next_id
            rows between unbounded preceding and 1 preceding
        ) as replaced_on
    from aged
    join follows
        on aged.funnel_step_code = follows.funnel_step_code
        and (aged.engagement_id = follows.engagement_id or aged.agreement_id = follows.agreement_id)
        and (aged.began_earliest is null or follows.began_latest is null or aged.began_earliest <= follows.began_latest)
),
waiting as (
    select aged.funnel_step_code, aged.ref_id, aged.entered_on, aged.mature_on, coalesce(min(passed.passed_on), date '9999-12-31') as passed_on
    from aged
    left join passed
        on aged.funnel_step_code = passed.funnel_step_code
        and aged.ref_id = passed.ref_id
    group by aged.funnel_step_code, aged.ref_id, aged.entered_on, aged.mature_on
),
states as (
    select
        funnel_step_code, ref_id, 'passed' as funnel_state_code, next_id, next_earliest, next_latest,
        passed_on as valid_from, coalesce(replaced_on, date '9999-12-31') as valid_before
    from passed
    union all
    select funnel_step_code, ref_id, 'open', null, null, null, entered_on, least(mature_on, passed_on) from waiting
    union all
    select funnel_step_code, ref_id, 'stopped', null, null, null, mature_on, passed_on from waiting
)
select
    aged.funnel_step_code,
    aged.record_kind,
    aged.ref_id,
    aged.began_on,
    aged.began_earliest,
    aged.began_latest,
    aged.entered_on,
    aged.mature_on,
    states.funnel_state_code,
    states.next_id,
    states.next_earliest,
    states.next_latest,
    states.valid_from,
    case when states.valid_before = date '9999-12-31' then states.valid_before else cast(states.valid_before - interval 1 day as date) end as valid_until
from aged
join states
    on aged.funnel_step_code = states.funnel_step_code
    and aged.ref_id = states.ref_id
where states.valid_from < states.valid_before
order by aged.funnel_step_code, aged.ref_id, states.valid_from;
