-- How the participants of each engagement are counted, in one place. Groups and names of one country (of all countries, where a
-- group has none) may be the same enterprises, so only one of the two is counted: the names where they are at least as many as the
-- groups hold, else the groups. A group whose number the source does not give holds nobody back: it has no count, since unknown is
-- not zero, until the names make up the whole stated number. What the stated number leaves over is `split_not_published`; it is
-- never spread over sectors. What was counted before values were withheld stays counted in the same way.
create table participants_counted as
with whole as (
    select
        engagement_id,
        bool_or(is_group and country_code is null) as is_whole,
        sum(case when not is_group then coalesce(enterprise_count, 1) end) as named_count
    from participants
    group by engagement_id
),
placed as (
    select
        participants.engagement_id,
        participants.participant_id,
        participants.country_code,
        participants.sector_code,
        participants.is_group,
        participants.enterprise_count,
        case when whole.is_whole then '' else coalesce(participants.country_code, '') end as side,
        coalesce(whole.named_count >= engagements.participants_stated, false) as is_listed
    from participants
    join whole
        on participants.engagement_id = whole.engagement_id
    left join engagements
        on participants.engagement_id = engagements.engagement_id
),
sides as (
    select
        engagement_id,
        side,
        sum(case when is_group then enterprise_count end) as grouped_count,
        sum(case when not is_group then coalesce(enterprise_count, 1) end) as named_count
    from placed
    group by engagement_id, side
),
judged as (
    select
        placed.engagement_id,
        placed.participant_id as ref_id,
        placed.country_code,
        placed.sector_code,
        placed.enterprise_count,
        coalesce(
            counted_before.participant_counting_code,
            case
                when placed.is_group and placed.enterprise_count is null and placed.is_listed then 'listed_by_name'
                when placed.is_group and placed.enterprise_count is null then 'number_not_stated'
                when placed.is_group and coalesce(sides.named_count >= sides.grouped_count, false) then 'listed_by_name'
                when placed.is_group then 'counted'
                when coalesce(sides.named_count < sides.grouped_count, false) then 'within_group'
                else 'counted'
            end
        ) as participant_counting_code
    from placed
    join sides
        on placed.engagement_id = sides.engagement_id
        and placed.side = sides.side
    left join counted_before
        on placed.participant_id = counted_before.ref_id
),
counted as (
    select
        engagement_id,
        ref_id,
        country_code,
        sector_code,
        participant_counting_code,
        case when participant_counting_code = 'counted' then coalesce(enterprise_count, 1) end as participant_count
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
