-- What each row of the record proves for which sector and focus area, and for how long (`step_code` from `valid_from`
-- until the day before `valid_before`). A row whose source names no sector proves for all of them: sector_code is null.
create table evidence as
with agreement_evidence as (
    select
        'agreement' as record_kind, periods.agreement_id as ref_id,
        case when periods.agreement_status_code in ('expired', 'superseded') then 'lapsed' else 'committed' end as step_code,
        periods.valid_from, periods.valid_before
    from agreement_periods as periods
    where periods.agreement_status_code <> 'announced'
),
event_days as (
    select 'engagement' as record_kind, engagements.engagement_id as ref_id, known_by.known_by, known_by.is_dated, 'active' as fresh_step, 24 as fresh_months
    from engagements
    join known_by
        on engagements.engagement_id = known_by.ref_id
    where engagements.engagement_stage_code = 'held'
    union all
    -- An outcome that counts firms of all sizes does not show what reached MSMEs.
    select 'outcome', outcomes.outcome_id, known_by.known_by, known_by.is_dated, 'delivering', 36
    from outcomes
    join known_by
        on outcomes.outcome_id = known_by.ref_id
    where coalesce(outcomes.enterprise_sizes_code, 'unknown') <> 'all_sizes'
),
event_evidence as (
    select record_kind, ref_id, fresh_step as step_code, known_by as valid_from, cast(known_by + to_months(fresh_months) + interval 1 day as date) as valid_before
    from event_days
    where is_dated
    union all
    select record_kind, ref_id, 'lapsed', case when is_dated then cast(known_by + to_months(fresh_months) + interval 1 day as date) else known_by end, date '9999-12-31'
    from event_days
),
program_evidence as (
    select
        'program' as record_kind, periods.program_id as ref_id,
        case when periods.program_status_code in ('open', 'open_end_unknown') then 'financed' else 'lapsed' end as step_code,
        periods.valid_from, periods.valid_before
    from program_periods as periods
),
outcome_scope as (
    select outcomes.outcome_id as ref_id, scope.focus_area_code, coalesce(outcomes.sector_code, scope.sector_code) as sector_code
    from outcomes
    join stated_scope as scope
        on coalesce(outcomes.engagement_id, outcomes.agreement_id, outcomes.program_id) = scope.ref_id
),
scope as (
    select ref_id, focus_area_code, sector_code from stated_scope
    union all
    select ref_id, focus_area_code, sector_code from outcome_scope
),
proofs as (
    select record_kind, ref_id, step_code, valid_from, valid_before from agreement_evidence
    union all
    select record_kind, ref_id, step_code, valid_from, valid_before from event_evidence
    union all
    select record_kind, ref_id, step_code, valid_from, valid_before from program_evidence
)
select distinct
    proofs.record_kind, proofs.ref_id, scope.sector_code, scope.focus_area_code,
    proofs.step_code, cast(step.score as integer) as score, cast(step.sort_order as integer) as step_order,
    proofs.valid_from, proofs.valid_before
from proofs
join scope
    on proofs.ref_id = scope.ref_id
join codelist_coverage_step as step
    on proofs.step_code = step.code
where scope.focus_area_code is not null
order by proofs.record_kind, proofs.ref_id, scope.sector_code, scope.focus_area_code, proofs.valid_from;
