-- @title: Engagements and participants by kind
-- @grain: one row per stage of engagement and kind
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
-- @column engagement_kind_code varchar: kind of engagement
-- @column engagement_count bigint: engagements
-- @column participant_count bigint: participants counted, null where no engagement states a number
-- @column unstated_count bigint: engagements without a stated number
with chosen as (
    select
        engagements.engagement_id,
        engagements.engagement_stage_code,
        engagements.engagement_kind_code
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
    group by engagements.engagement_id, engagements.engagement_stage_code, engagements.engagement_kind_code
    having ($focus is null or count(case when scope.focus_area_code = $focus then 1 end) > 0)
        and ($sector is null or count(scope.sector_code) = 0 or count(case when scope.sector_code = $sector then 1 end) > 0)
),
numbers as (
    select
        engagement_id,
        sum(participant_count) as participant_count
    from participants_counted
    group by engagement_id
)
select
    chosen.engagement_stage_code,
    chosen.engagement_kind_code,
    count(*) as engagement_count,
    cast(sum(numbers.participant_count) as bigint) as participant_count,
    count(*) filter (where numbers.participant_count is null) as unstated_count
from chosen
left join numbers
    on chosen.engagement_id = numbers.engagement_id
group by chosen.engagement_stage_code, chosen.engagement_kind_code
order by chosen.engagement_stage_code, engagement_count desc, chosen.engagement_kind_code
