-- @title: Engagements held
-- @grain: one row per engagement of the pair held by the day
-- @formula: Engagements of the pair that were held by the day; planned ones without a word that they took place do not count.
--   Participants are counted as on the sectors page: names where they are as many as the groups hold, else groups, and what a
--   stated total leaves over. Engagements without any number have none; unknown is not zero.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only engagements held by this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only engagements that name this sector or none
-- @param focus varchar?: only engagements that cover this focus area
-- @column ref_id varchar: the engagement
-- @column engagement_kind_code varchar: kind of engagement
-- @column held_from varchar: first day, as precisely as known
-- @column held_until varchar: last day, as precisely as known
-- @column place varchar: where, in the source's words
-- @column mode_code varchar: online, offline or hybrid, null where not stated
-- @column participants_stated bigint: participants as stated, null where no source says
-- @column participant_count bigint: participants counted, null where no number is stated
-- @column is_recent boolean: whether it was held within the 24 months before the day
select
    engagements.engagement_id as ref_id,
    engagements.engagement_kind_code,
    engagements.held_from,
    engagements.held_until,
    engagements.place,
    engagements.mode_code,
    engagements.participants_stated,
    counted.participant_count,
    known_by.is_dated and known_by.known_by >= $as_of - interval 24 month as is_recent
from engagements
join pair_rows
    on engagements.engagement_id = pair_rows.ref_id
    and pair_rows.record_kind = 'engagement'
join known_by
    on engagements.engagement_id = known_by.ref_id
    and known_by.record_kind = 'engagement'
join engagement_days
    on engagements.engagement_id = engagement_days.engagement_id
left join (
    select engagement_id, cast(sum(participant_count) as bigint) as participant_count
    from participant_totals
    group by engagement_id
) as counted
    on engagements.engagement_id = counted.engagement_id
where pair_rows.home_code = $home
    and pair_rows.partner_code = $partner
    and engagements.engagement_stage_code = 'held'
    and known_by.known_by <= $as_of
    and ($from_year is null or extract(year from engagement_days.last_day) >= $from_year)
    and ($to_year is null or extract(year from engagement_days.first_day) <= $to_year)
    and (
        ($sector is null and $focus is null)
        or exists (
            select 1
            from row_scope as scope
            where scope.record_kind = 'engagement'
                and scope.ref_id = engagements.engagement_id
                and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                and ($focus is null or scope.focus_area_code = $focus)
        )
    )
order by known_by.is_dated desc, known_by.known_by desc, engagements.engagement_id
