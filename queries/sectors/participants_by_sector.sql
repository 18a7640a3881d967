-- @title: Participants by sector
-- @grain: one row per stage of engagement and sector; without a sector are those whose split is not published
-- @formula: A list that names at least as many enterprises as the groups of the same country hold is counted name by name; else the
--   groups are counted and the names stand within them. What the stated number leaves over is "split not published" and is never spread
--   over sectors. A group without a number is named, not counted. Sources count enterprises at some engagements and people at others.
-- @evidence: sectors.participants
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only this sector and what names none
-- @param focus varchar?: only engagements in this focus area
-- @param engagement varchar?: only this engagement
-- @column engagement_stage_code varchar: held, or only planned
-- @column sector_code varchar: sector group, null where the sector is not published
-- @column participant_count bigint: participants counted, null where no number is stated
-- @column unstated_count bigint: groups named without a number
-- @column withheld_count bigint: of the participants without a sector, those whose sector is not shown
-- @column withheld_below integer: with fewer enterprises than this a sector is not shown, null where all are
with chosen as (
    select
        engagements.engagement_id,
        engagements.engagement_stage_code
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
    group by engagements.engagement_id, engagements.engagement_stage_code
    having ($focus is null or count(case when scope.focus_area_code = $focus then 1 end) > 0)
        and ($sector is null or count(scope.sector_code) = 0 or count(case when scope.sector_code = $sector then 1 end) > 0)
)
select
    chosen.engagement_stage_code,
    counted.sector_code,
    cast(sum(counted.participant_count) as bigint) as participant_count,
    count(*) filter (where counted.participant_counting_code = 'number_not_stated') as unstated_count,
    cast(coalesce(sum(case when withheld.ref_id is not null then counted.participant_count end), 0) as bigint) as withheld_count,
    max(withheld.least_count) as withheld_below
from chosen
join participants_counted as counted
    on chosen.engagement_id = counted.engagement_id
left join withheld
    on counted.ref_id = withheld.ref_id
    and withheld.withheld_fields like '%sector_code%'
where counted.participant_counting_code not in ('within_group', 'listed_by_name')
    and ($sector is null or counted.sector_code is null or counted.sector_code = $sector)
group by chosen.engagement_stage_code, counted.sector_code
order by chosen.engagement_stage_code, participant_count desc nulls last, unstated_count desc, counted.sector_code nulls last
