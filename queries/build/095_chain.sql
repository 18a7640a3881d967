-- The chain from agreement to engagement to outcome: one row per step, row that enters it and period of one state, so that its state on any
-- day is one comparison, with how many rows that follow are known by then. `valid_until` is the period's last day. Only engagements that were
-- held follow; nothing follows a row that it predates.
create table chain as
with entering as (
    select
        'agreement' as record_kind,
        agreements.agreement_id as ref_id,
        agreements.signed_on as began_on,
        agreements.signed_on_earliest as began_earliest,
        agreements.signed_on_latest as began_latest,
        agreements.agreement_stage_code = 'announced' as is_planned,
        min(periods.valid_from) as entered_on
    from agreements
    join agreement_periods as periods
        on agreements.agreement_id = periods.agreement_id
    group by agreements.agreement_id, agreements.signed_on, agreements.signed_on_earliest, agreements.signed_on_latest, agreements.agreement_stage_code
    union all
    select
        'engagement',
        engagements.engagement_id,
        engagements.held_from,
        engagements.held_from_earliest,
        coalesce(engagements.held_until_latest, engagements.held_from_latest),
        engagements.engagement_stage_code = 'planned',
        case when engagements.engagement_stage_code = 'planned' then least(known_by.known_by, known_by.reported_by) else known_by.known_by end
    from engagements
    join known_by
        on engagements.engagement_id = known_by.ref_id
        and known_by.record_kind = 'engagement'
    union all
    select
        'program',
        programs.program_id,
        programs.opens_on,
        programs.opens_on_earliest,
        programs.opens_on_latest,
        false,
        min(periods.valid_from)
    from financing_programs as programs
    join program_periods as periods
        on programs.program_id = periods.program_id
    group by programs.program_id, programs.opens_on, programs.opens_on_earliest, programs.opens_on_latest
),
results as (
    select
        outcomes.outcome_id,
        outcomes.engagement_id,
        outcomes.program_id,
        coalesce(outcomes.agreement_id, engagements.agreement_id, programs.agreement_id) as agreement_id,
        outcomes.occurred_on_latest,
        coalesce(outcomes.enterprise_sizes_code, 'unknown') = 'all_sizes' as is_all_sizes,
        known_by.known_by
    from outcomes
    join known_by
        on outcomes.outcome_id = known_by.ref_id
        and known_by.record_kind = 'outcome'
    left join engagements
        on outcomes.engagement_id = engagements.engagement_id
    left join financing_programs as programs
        on outcomes.program_id = programs.program_id
),
links as (
    select
        'agreement_engagement' as chain_step_code,
        engagements.agreement_id as ref_id,
        engagements.engagement_id as next_id,
        known_by.known_by as next_known_by,
        false as is_all_sizes,
        coalesce(engagements.held_until_latest, engagements.held_from_latest) as next_latest
    from engagements
    join known_by
        on engagements.engagement_id = known_by.ref_id
        and known_by.record_kind = 'engagement'
    where engagements.engagement_stage_code = 'held'
    union all
    select 'engagement_outcome', engagement_id, outcome_id, known_by, is_all_sizes, occurred_on_latest from results
    union all
    select 'program_outcome', program_id, outcome_id, known_by, is_all_sizes, occurred_on_latest from results
    union all
    select 'agreement_outcome', agreement_id, outcome_id, known_by, is_all_sizes, occurred_on_latest from results
),
steps as (
    select
        code as chain_step_code,
        substr(code, 1, strpos(code, '_') - 1) as record_kind
    from codelist_chain_step
),
linked as (
    select
        steps.chain_step_code,
        entering.record_kind,
        entering.ref_id,
        entering.began_on,
        entering.began_latest,
        entering.is_planned,
        entering.entered_on,
        links.next_known_by,
        links.is_all_sizes
    from steps
    join entering
        on steps.record_kind = entering.record_kind
    left join links
        on steps.chain_step_code = links.chain_step_code
        and entering.ref_id = links.ref_id
        and (links.next_latest is null or entering.began_earliest is null or entering.began_earliest <= links.next_latest)
),
changes as (
    select distinct chain_step_code, record_kind, ref_id, began_on, began_latest, is_planned, entered_on as valid_from, 0 as next_count, 0 as all_sizes_count
    from linked
    union all
    select
        chain_step_code, record_kind, ref_id, began_on, began_latest, is_planned, greatest(entered_on, next_known_by),
        1, case when is_all_sizes then 1 else 0 end
    from linked
    where next_known_by is not null
),
periods as (
    select
        chain_step_code,
        record_kind,
        ref_id,
        began_on,
        began_latest,
        is_planned,
        valid_from,
        lead(valid_from) over (partition by chain_step_code, ref_id order by valid_from) as valid_before,
        sum(sum(next_count)) over (partition by chain_step_code, ref_id order by valid_from) as next_count,
        sum(sum(all_sizes_count)) over (partition by chain_step_code, ref_id order by valid_from) as all_sizes_count
    from changes
    group by chain_step_code, record_kind, ref_id, began_on, began_latest, is_planned, valid_from
)
select
    chain_step_code,
    record_kind,
    ref_id,
    began_on,
    began_latest,
    is_planned,
    cast(next_count as bigint) as next_count,
    case
        when next_count = 0 then 'none_recorded'
        when next_count = all_sizes_count then 'all_sizes_only'
        else 'recorded'
    end as chain_state_code,
    valid_from,
    coalesce(cast(valid_before - interval 1 day as date), date '9999-12-31') as valid_until
from periods
order by chain_step_code, ref_id, valid_from;
