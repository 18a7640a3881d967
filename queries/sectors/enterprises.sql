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
    select distinct engagement_id
    from pair_engagements
    where home_code = $home
        and partner_code = $partner
        and known_from <= $as_of
        and ($from_year is null or last_year >= $from_year)
        and ($to_year is null or first_year <= $to_year)
        and ($engagement is null or engagement_id = $engagement)
        and ($focus is null or focus_area_code = $focus)
        and ($sector is null or sector_code is null or sector_code = $sector)
)
select
    participants.participant_id as ref_id,
    participants.country_code,
    participants.sector_code,
    participants.region_code,
    participants.size_class_code,
    participants.is_women_led,
    chosen.engagement_id,
    engagements.held_from,
    counted.participant_counting_code
from chosen
join engagements
    on chosen.engagement_id = engagements.engagement_id
join engagement_days
    on chosen.engagement_id = engagement_days.engagement_id
join participants
    on chosen.engagement_id = participants.engagement_id
join participants_counted as counted
    on participants.participant_id = counted.ref_id
where not participants.is_group
    and participants.enterprise_name is not null
    and ($sector is null or participants.sector_code is null or participants.sector_code = $sector)
order by engagement_days.last_day desc nulls last, participants.participant_id
