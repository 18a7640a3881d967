-- @title: Enterprises that the sources name
-- @grain: one row per named enterprise and engagement
-- @formula: Enterprises of any size that a source names at an engagement of the pair. Some stand within a stated group and are
--   then not counted again.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only this sector and what names none
-- @param focus varchar?: only engagements in this focus area
-- @param engagement varchar?: only this engagement
-- @column ref_id varchar: the participant's key
-- @column country_code varchar: the enterprise's country
-- @column sector_code varchar: sector group, null where not stated
-- @column region_code varchar: province or prefecture, null where not stated
-- @column size_class_code varchar: size class, null where not stated
-- @column is_women_led boolean: whether the source shows it led by women, null where it does not say
-- @column engagement_id varchar: the engagement
-- @column held_from varchar: first day, as precisely as known
-- @column participant_counting_code varchar: whether it is counted by itself or within a group
with chosen as (
    select
        engagements.engagement_id,
        engagements.held_from,
        engagement_days.last_day
    from engagements
    join pair_rows
        on engagements.engagement_id = pair_rows.ref_id
        and pair_rows.record_kind = 'engagement'
    join engagement_days
        on engagements.engagement_id = engagement_days.engagement_id
    left join engagement_scope as scope
        on engagements.engagement_id = scope.engagement_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and engagement_days.known_from <= $as_of
        and ($from_year is null or extract(year from engagement_days.last_day) >= $from_year)
        and ($to_year is null or extract(year from engagement_days.first_day) <= $to_year)
        and ($engagement is null or engagements.engagement_id = $engagement)
    group by engagements.engagement_id, engagements.held_from, engagement_days.last_day
    having ($focus is null or count(case when scope.focus_area_code = $focus then 1 end) > 0)
        and ($sector is null or count(scope.sector_code) = 0 or count(case when scope.sector_code = $sector then 1 end) > 0)
)
select
    participants.participant_id as ref_id,
    participants.country_code,
    participants.sector_code,
    participants.region_code,
    participants.size_class_code,
    participants.is_women_led,
    chosen.engagement_id,
    chosen.held_from,
    counted.participant_counting_code
from chosen
join participants
    on chosen.engagement_id = participants.engagement_id
join participants_counted as counted
    on participants.participant_id = counted.ref_id
where not participants.is_group
    and participants.enterprise_name is not null
    and ($sector is null or participants.sector_code is null or participants.sector_code = $sector)
order by chosen.last_day desc nulls last, participants.participant_id
