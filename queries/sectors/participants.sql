-- @title: The participants behind the counts
-- @grain: one row per enterprise, group, or number without a published split
-- @formula: A list that names at least as many enterprises as the groups of the same country hold is counted name by name; else the
--   groups are counted and the names stand within them. What the stated number leaves over is "split not published" and is never spread
--   over sectors. A group without a number is named, not counted. Sources count enterprises at some engagements and people at others.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only this sector and what names none
-- @param focus varchar?: only engagements in this focus area
-- @param engagement varchar?: only this engagement
-- @column ref_id varchar: the participant's key, or the engagement's where its split is not published
-- @column engagement_id varchar: the engagement
-- @column engagement_stage_code varchar: held, or only planned
-- @column held_from varchar: first day, as precisely as known
-- @column country_code varchar: the participants' country
-- @column sector_code varchar: sector group, null where the sector is not published
-- @column sector_as_stated varchar: the sector in the source's words
-- @column participant_counting_code varchar: how the row is counted
-- @column participant_count bigint: participants counted, null where no number is stated
-- @column withheld_fields varchar: what is not shown of the row, because too few enterprises share it
-- @column withheld_below integer: with fewer enterprises than this they are not shown, null where all are
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
    counted.ref_id,
    chosen.engagement_id,
    chosen.engagement_stage_code,
    engagements.held_from,
    counted.country_code,
    counted.sector_code,
    participants.sector_as_stated,
    counted.participant_counting_code,
    counted.participant_count,
    withheld.withheld_fields,
    withheld.least_count as withheld_below
from chosen
join engagements
    on chosen.engagement_id = engagements.engagement_id
join engagement_days
    on chosen.engagement_id = engagement_days.engagement_id
join participants_counted as counted
    on chosen.engagement_id = counted.engagement_id
left join participants
    on counted.ref_id = participants.participant_id
left join withheld
    on counted.ref_id = withheld.ref_id
where $sector is null
    or counted.sector_code is null
    or counted.sector_code = $sector
order by chosen.engagement_stage_code, engagement_days.last_day desc nulls last, chosen.engagement_id, counted.ref_id
