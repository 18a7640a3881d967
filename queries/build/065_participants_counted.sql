-- How the participants of each engagement are counted, in one place. Groups that the source states come first. A named
-- enterprise counts as one only where its engagement has no group of its own country and none without a country: else it
-- is already within a group. What the stated number leaves over is `split_not_published`; it is never spread over sectors.
-- A group whose number the source does not give has no count: unknown is not zero.
create table participants_counted as
with grouped as (
    select
        engagement_id,
        country_code
    from participants
    where is_group
    group by engagement_id, country_code
),
judged as (
    select
        participants.engagement_id,
        participants.participant_id,
        participants.country_code,
        participants.sector_code,
        participants.is_group,
        participants.enterprise_count,
        count(grouped.engagement_id) as group_count
    from participants
    left join grouped
        on participants.engagement_id = grouped.engagement_id
        and not participants.is_group
        and (grouped.country_code is null or participants.country_code = grouped.country_code)
    group by
        participants.engagement_id, participants.participant_id, participants.country_code, participants.sector_code,
        participants.is_group, participants.enterprise_count
),
counted as (
    select
        engagement_id,
        participant_id as ref_id,
        country_code,
        sector_code,
        case
            when is_group and enterprise_count is null then 'number_not_stated'
            when is_group then 'counted'
            when group_count > 0 then 'within_group'
            else 'counted'
        end as participant_counting_code,
        case
            when is_group then enterprise_count
            when group_count = 0 then coalesce(enterprise_count, 1)
        end as participant_count
    from judged
),
split as (
    select
        engagement_id,
        sum(participant_count) as split_count
    from counted
    group by engagement_id
),
left_over as (
    select
        engagements.engagement_id,
        engagements.participants_stated - coalesce(split.split_count, 0) as participant_count
    from engagements
    left join split
        on engagements.engagement_id = split.engagement_id
    where engagements.participants_stated is not null
)
select engagement_id, ref_id, country_code, sector_code, participant_counting_code, cast(participant_count as bigint) as participant_count
from counted
union all
select engagement_id, engagement_id as ref_id, null, null, 'split_not_published', cast(participant_count as bigint)
from left_over
where participant_count > 0
order by engagement_id, ref_id;
