-- The chain from agreement to engagement, match, deal and financing: one row per step and row that enters it, with each row that
-- follows on record, null without any. What was held or concluded enters; what is only planned or announced does not. A match is a
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
)
select
    entering.funnel_step_code,
    entering.record_kind,
    entering.ref_id,
    entering.began_on,
    entering.began_earliest,
    entering.began_latest,
    entering.known_by as entered_on,
    follows.next_id,
    follows.began_earliest as next_earliest,
    follows.began_latest as next_latest,
    follows.known_by as next_known_by
from entering
left join follows
    on entering.funnel_step_code = follows.funnel_step_code
    and (entering.engagement_id = follows.engagement_id or entering.agreement_id = follows.agreement_id)
    and (entering.began_earliest is null or follows.began_latest is null or entering.began_earliest <= follows.began_latest)
order by entering.funnel_step_code, entering.ref_id, follows.next_id;
