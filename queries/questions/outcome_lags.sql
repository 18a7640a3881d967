-- @title: How long outcomes took
-- @grain: one row per outcome of the pair known by the day that came of an engagement, agreement or programme
-- @formula: Days from the beginning of what it came of (the first day of the engagement, the signing, the opening) to the outcome,
--   between the least and the most that dates of reduced precision allow. Where one of the two dates is unknown, so is the time it
--   took; an outcome dated before what it is tied to has none.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column ref_id varchar: the outcome
-- @column outcome_kind_code varchar: kind of outcome
-- @column parent_id varchar: the engagement, agreement or programme that it came of
-- @column began_on varchar: when that began, as precisely as known
-- @column occurred_on varchar: when the outcome was, as precisely as known
-- @column least_days bigint: days it took at least, null where unknown
-- @column most_days bigint: days it took at most, null where unknown
with chosen as (
    select distinct ref_id
    from pair_scope
    where record_kind = 'outcome'
        and home_code = $home
        and partner_code = $partner
        and known_from <= $as_of
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
begun as (
    select engagement_id as parent_id, held_from as began_on, held_from_earliest as began_earliest, held_from_latest as began_latest from engagements
    union all
    select agreement_id, signed_on, signed_on_earliest, signed_on_latest from agreements
    union all
    select program_id, opens_on, opens_on_earliest, opens_on_latest from financing_programs
),
timed as (
    select
        outcomes.outcome_id as ref_id,
        outcomes.outcome_kind_code,
        begun.parent_id,
        begun.began_on,
        outcomes.occurred_on,
        date_diff('day', begun.began_latest, outcomes.occurred_on_earliest) as least_days,
        date_diff('day', begun.began_earliest, outcomes.occurred_on_latest) as most_days
    from outcomes
    join chosen
        on outcomes.outcome_id = chosen.ref_id
    join begun
        on coalesce(outcomes.engagement_id, outcomes.agreement_id, outcomes.program_id) = begun.parent_id
)
select
    ref_id,
    outcome_kind_code,
    parent_id,
    began_on,
    occurred_on,
    case when most_days >= 0 then greatest(least_days, 0) end as least_days,
    case when most_days >= 0 then most_days end as most_days
from timed
order by most_days desc nulls last, ref_id
