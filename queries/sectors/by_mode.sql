-- @title: Engagements and participants by mode
-- @grain: one row per stage of engagement and mode; without a mode are those whose source does not state it
-- @formula: Each engagement counts once; its participants follow the counting rule. An engagement without a stated number adds
--   none to the participants and is counted apart.
-- @evidence: sectors.engagements
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only this sector and what names none
-- @param focus varchar?: only engagements in this focus area
-- @param engagement varchar?: only this engagement
-- @column engagement_stage_code varchar: held, or only planned
-- @column mode_code varchar: in person, online or both, null where not stated
-- @column engagement_count bigint: engagements
-- @column participant_count bigint: participants counted, null where no engagement states a number
-- @column unstated_count bigint: engagements without a stated number
with chosen as (
    select distinct engagement_id, engagement_stage_code
    from pair_engagements
    where home_code = $home
        and partner_code = $partner
        and known_from <= $as_of
        and ($from_year is null or last_year >= $from_year)
        and ($to_year is null or first_year <= $to_year)
        and ($engagement is null or engagement_id = $engagement)
        and ($focus is null or focus_area_code = $focus)
        and ($sector is null or sector_code is null or sector_code = $sector)
),
numbers as (
    select
        engagement_id,
        sum(participant_count) as participant_count
    from participant_totals
    group by engagement_id
)
select
    chosen.engagement_stage_code,
    engagements.mode_code,
    count(*) as engagement_count,
    cast(sum(numbers.participant_count) as bigint) as participant_count,
    count(*) filter (where numbers.participant_count is null) as unstated_count
from chosen
join engagements
    on chosen.engagement_id = engagements.engagement_id
left join numbers
    on chosen.engagement_id = numbers.engagement_id
group by chosen.engagement_stage_code, engagements.mode_code
order by chosen.engagement_stage_code, engagement_count desc, engagements.mode_code nulls last
