-- Which sectors and focus areas each row of the record names; both null where it names none. An outcome names its own
-- sector, else those of what it came of.
create table row_scope as
with stated as (
    select 'agreement' as record_kind, agreements.agreement_id as ref_id, scope.sector_code, scope.focus_area_code
    from agreements
    left join agreement_scope as scope
        on agreements.agreement_id = scope.agreement_id
    union all
    select 'engagement', engagements.engagement_id, scope.sector_code, scope.focus_area_code
    from engagements
    left join engagement_scope as scope
        on engagements.engagement_id = scope.engagement_id
    union all
    select 'program', programs.program_id, scope.sector_code, scope.focus_area_code
    from financing_programs as programs
    left join program_scope as scope
        on programs.program_id = scope.program_id
),
scoped as (
    select record_kind, ref_id, sector_code, focus_area_code from stated
    union all
    select 'outcome', outcomes.outcome_id, coalesce(outcomes.sector_code, stated.sector_code), stated.focus_area_code
    from outcomes
    left join stated
        on coalesce(outcomes.engagement_id, outcomes.agreement_id, outcomes.program_id) = stated.ref_id
)
select distinct record_kind, ref_id, sector_code, focus_area_code
from scoped
order by record_kind, ref_id, sector_code, focus_area_code;
