-- @title: The engagements behind the counts
-- @grain: one row per engagement
-- @formula: Engagements of the pair that were known on the day. Their participants follow the counting rule: names
--   where they are as many as the groups hold, else groups, and what the stated number leaves over.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only this sector and what names none
-- @param focus varchar?: only engagements in this focus area
-- @param engagement varchar?: only this engagement
-- @column ref_id varchar: the engagement's key
-- @column engagement_kind_code varchar: kind of engagement
-- @column engagement_stage_code varchar: held, or only planned
-- @column held_from varchar: first day, as precisely as known
-- @column held_until varchar: last day, as precisely as known
-- @column year bigint: its year, null where not known
-- @column mode_code varchar: in person, online or both, null where not stated
-- @column participant_count bigint: participants counted, null where no number is stated
-- @column split_count bigint: of these, with a sector
-- @column unsplit_count bigint: of these, without a published sector
-- @column unstated_count bigint: groups named without a number
-- @column sector_count bigint: sectors that its participants are said to belong to
-- @column is_enterprise_count boolean: whether the groups of enterprises that the source states make up the whole number
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
        counted.engagement_id,
        sum(counted.participant_count) as participant_count,
        sum(case when counted.sector_code is not null then counted.participant_count end) as split_count,
        sum(case when counted.sector_code is null then counted.participant_count end) as unsplit_count,
        sum(case when counted.participant_counting_code = 'split_not_published' then counted.participant_count end) as left_over_count,
        count(*) filter (where counted.participant_counting_code = 'number_not_stated') as unstated_count,
        count(distinct case when counted.participant_counting_code not in ('within_group', 'listed_by_name') then counted.sector_code end) as sector_count,
        count(*) filter (where counted.participant_counting_code <> 'split_not_published') as row_count
    from participants_counted as counted
    group by counted.engagement_id
)
select
    chosen.engagement_id as ref_id,
    engagements.engagement_kind_code,
    chosen.engagement_stage_code,
    engagements.held_from,
    engagements.held_until,
    engagement_days.year,
    engagements.mode_code,
    cast(numbers.participant_count as bigint) as participant_count,
    cast(numbers.split_count as bigint) as split_count,
    cast(numbers.unsplit_count as bigint) as unsplit_count,
    coalesce(numbers.unstated_count, 0) as unstated_count,
    coalesce(numbers.sector_count, 0) as sector_count,
    coalesce(numbers.row_count, 0) > 0 and (numbers.left_over_count is null or numbers.unstated_count > 0) as is_enterprise_count
from chosen
join engagements
    on chosen.engagement_id = engagements.engagement_id
join engagement_days
    on chosen.engagement_id = engagement_days.engagement_id
left join numbers
    on chosen.engagement_id = numbers.engagement_id
order by chosen.engagement_stage_code, engagement_days.last_day desc nulls last, chosen.engagement_id
