-- The day by which each row is known to have begun: the last possible day of its own date, else the day its source
-- was published, else the day the record was collected.
create table known_by as
with dated as (
    select 'agreement' as record_kind, agreement_id as ref_id, source_id, signed_on_latest as own_latest from agreements
    union all
    select 'engagement', engagement_id, source_id, coalesce(held_until_latest, held_from_latest) from engagements
    union all
    select 'program', program_id, source_id, opens_on_latest from financing_programs
    union all
    select 'outcome', outcome_id, source_id, occurred_on_latest from outcomes
)
select
    dated.record_kind,
    dated.ref_id,
    coalesce(dated.own_latest, sources.published_on_latest, record.collected_on) as known_by,
    coalesce(sources.published_on_latest, record.collected_on) as reported_by,
    dated.own_latest is not null as is_dated
from dated
join sources
    on dated.source_id = sources.source_id
cross join record
order by dated.record_kind, dated.ref_id;
