-- Which sectors and focus areas each row of the record names; both null where it names none. An outcome names its own
-- sector, else those of what it came of.
create table row_scope as
with stated as (
    select known_by.record_kind, known_by.ref_id, scope.sector_code, scope.focus_area_code
    from known_by
    left join stated_scope as scope
        on known_by.record_kind = scope.record_kind
        and known_by.ref_id = scope.ref_id
    where known_by.record_kind <> 'outcome'
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
