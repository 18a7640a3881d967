-- The rows that tell of single enterprises and rest on a source that is not public: one without a web address. What a public
-- document says is no secret, and agreements, engagements and programmes are never among them. A draft made of what visitors see
-- holds cells and bare outcomes already, which stay as they are. `enterprise_count` is how many enterprises a row of participants stands
-- for: one that is no group is one, whatever its row counts.
select
    'participants' as table_name,
    participants.participant_id as ref_id,
    case when participants.is_group or participants.enterprise_count < 1 then greatest(coalesce(participants.enterprise_count, 1), 0) else 1 end as enterprise_count
from participants
left join sources
    on participants.source_id = sources.source_id
where sources.url is null
    and participants.participant_id not in (select ref_id from counted_before)
union all
select 'outcomes', outcomes.outcome_id, null
from outcomes
left join sources
    on outcomes.source_id = sources.source_id
where sources.url is null
    and outcomes.outcome_id not in (select ref_id from withheld)
    and (
        outcomes.enterprise_name is not null
        or outcomes.parent_name is not null
        or coalesce(outcomes.outcome_count, 1) < $least -- one or two deals without a name are as good as named; so may be those nobody counted
    )
union all
select 'contested_values', contested_values.contested_id, null
from contested_values
left join sources
    on contested_values.source_id = sources.source_id
where sources.url is null
    and contested_values.table_name in ('participants', 'outcomes')
union all
select 'region_links', region_links.ref_id, null
from region_links
left join sources
    on region_links.source_id = sources.source_id
where sources.url is null
    and region_links.link_kind_code in ('parent_firm', 'participant')
