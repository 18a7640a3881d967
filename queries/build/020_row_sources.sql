-- Each row's sources, the one it stands on first.
create table row_sources as
with stated as (
    select agreement_id as ref_id, source_id, more_source_ids from agreements
    union all
    select engagement_id, source_id, more_source_ids from engagements
    union all
    select program_id, source_id, more_source_ids from financing_programs
    union all
    select outcome_id, source_id, null from outcomes
    union all
    select participant_id, source_id, null from participants
    union all
    select flow_id, source_id, null from program_flows
    union all
    select structure_id, source_id, null from msme_structure
    union all
    select institution_id, source_id, null from institutions
    union all
    select contested_id, source_id, null from contested_values
)
select ref_id, source_id, min(position) as position
from (
    select ref_id, source_id, 0 as position from stated
    union all
    select ref_id, unnest(string_split(more_source_ids, ';')) as source_id, 1 as position
    from stated
    where more_source_ids is not null
) as listed
where source_id <> ''
group by ref_id, source_id
order by ref_id, position, source_id;
