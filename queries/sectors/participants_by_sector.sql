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
)
select
    chosen.engagement_stage_code,
    totals.sector_code,
    cast(sum(totals.participant_count) as bigint) as participant_count,
    cast(sum(totals.unstated_count) as bigint) as unstated_count,
    cast(coalesce(sum(totals.withheld_count), 0) as bigint) as withheld_count,
    max(totals.withheld_below) as withheld_below
from chosen
join participant_totals as totals
    on chosen.engagement_id = totals.engagement_id
where $sector is null or totals.sector_code is null or totals.sector_code = $sector
group by chosen.engagement_stage_code, totals.sector_code
order by chosen.engagement_stage_code, participant_count desc nulls last, unstated_count desc, totals.sector_code nulls last
