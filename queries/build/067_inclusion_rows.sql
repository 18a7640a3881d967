-- Which participants are known to belong, or not to belong, to the groups that inclusiveness is judged by. Each enterprise stands
-- once: a group by its number, else the names within it, where the group itself does not tell. A region tells of an enterprise
-- of its own country.
create table inclusion_rows as
with attributes as (
    select
        participant_id,
        country_code,
        'women_led' as inclusion_group_code,
        is_women_led as is_member
    from participants
    where is_women_led is not null
    union all
    select participants.participant_id, participants.country_code, inclusion_groups.inclusion_group_code, participants.size_class_code in ('micro', 'small_scale')
    from participants
    join inclusion_groups
        on participants.country_code = inclusion_groups.country_code
        and inclusion_groups.inclusion_group_code in ('micro', 'small_scale')
    where participants.size_class_code in ('micro', 'small_scale', 'small', 'medium', 'large', 'medium_and_large') -- the others may hold micro enterprises
    union all
    select participants.participant_id, regions.country_code, inclusion_groups.inclusion_group_code, core.code is null
    from participants
    join regions
        on participants.region_code = regions.region_code
        and participants.country_code = regions.country_code
    join inclusion_groups
        on regions.country_code = inclusion_groups.country_code
        and inclusion_groups.inclusion_group_code in (select inclusion_group_code from codelist_core_region)
    left join codelist_core_region as core
        on participants.region_code = core.code
),
placed as (
    select
        attributes.participant_id,
        participants.engagement_id,
        participants.sector_code,
        attributes.country_code,
        attributes.inclusion_group_code,
        attributes.is_member,
        participants.is_group,
        counted.participant_counting_code,
        case when participants.is_group then participants.enterprise_count else coalesce(participants.enterprise_count, 1) end as enterprise_count
    from attributes
    join participants
        on attributes.participant_id = participants.participant_id
    join participants_counted as counted
        on attributes.participant_id = counted.ref_id
    where attributes.country_code is not null
),
told as ( -- by a group, so that the names within it add nothing
    select engagement_id, country_code, inclusion_group_code
    from placed
    where is_group and participant_counting_code = 'counted' and enterprise_count > 0
    group by engagement_id, country_code, inclusion_group_code
)
select
    placed.participant_id as ref_id,
    placed.engagement_id,
    placed.sector_code,
    placed.country_code,
    placed.inclusion_group_code,
    placed.is_member,
    placed.enterprise_count
from placed
left join told
    on placed.engagement_id = told.engagement_id
    and placed.country_code = told.country_code
    and placed.inclusion_group_code = told.inclusion_group_code
where placed.enterprise_count > 0
    and (
        placed.participant_counting_code = 'counted'
        or (placed.participant_counting_code = 'within_group' and told.engagement_id is null)
    )
order by placed.engagement_id, placed.participant_id, placed.inclusion_group_code
