-- @title: Agreements in force and their last engagement
-- @grain: one row per agreement of the pair in force on the day
-- @formula: An agreement is quiet where no engagement held under it is on record, or the last one lies more than 24 months before
--   the day. Where the day of none of its engagements is known, that cannot be said. Only engagements that a source places under
--   the agreement are counted.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @column ref_id varchar: the agreement
-- @column agreement_status_code varchar: status on the day
-- @column signed_on varchar: when it was signed, as precisely as known
-- @column engagement_count bigint: engagements held under it by the day
-- @column last_engagement_on date: last possible day of the last of them, null where there is none or no date is known
-- @column is_quiet boolean: whether none was held within 24 months, null where no date is known
with standing as (
    select distinct agreement_id, agreement_status_code
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and is_in_force
        and $as_of between valid_from and valid_until
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
held as (
    select
        engagements.agreement_id,
        count(*) as engagement_count,
        max(case when known_by.is_dated then known_by.known_by end) as last_engagement_on
    from engagements
    join known_by
        on engagements.engagement_id = known_by.ref_id
        and known_by.record_kind = 'engagement'
    where engagements.engagement_stage_code = 'held'
        and known_by.known_by <= $as_of
    group by engagements.agreement_id
)
select
    agreements.agreement_id as ref_id,
    standing.agreement_status_code,
    agreements.signed_on,
    coalesce(held.engagement_count, 0) as engagement_count,
    held.last_engagement_on,
    case
        when held.agreement_id is null then true
        else held.last_engagement_on < $as_of - interval 24 month
    end as is_quiet
from agreements
join standing
    on agreements.agreement_id = standing.agreement_id
left join held
    on agreements.agreement_id = held.agreement_id
order by is_quiet desc nulls last, held.last_engagement_on nulls first, agreements.signed_on_latest nulls first, agreements.agreement_id
