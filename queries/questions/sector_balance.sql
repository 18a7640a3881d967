-- @title: Engagements and money of each sector side by side
-- @grain: one row per sector group
-- @formula: Engagements held and programmes open on the day whose source names the sector, and rows of participants that belong to
--   it. Engagements and programmes whose source names no sector count for none; how many there are stands in each row. Recent means
--   within 24 months before the day.
-- @evidence: coverage.evidence
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @column sector_code varchar: sector group
-- @column engagement_count bigint: engagements held that name it
-- @column recent_engagement_count bigint: those of the last 24 months
-- @column participant_row_count bigint: rows of participants of the sector, enterprises or groups
-- @column program_count bigint: open programmes that name it
-- @column general_engagement_count bigint: engagements of the last 24 months that name no sector
-- @column general_program_count bigint: open programmes that name no sector
-- @column sector_share double: its share of the home country's MSME employment or enterprises, null where none is published
with engaged as (
    select engagements.engagement_id, known_by.is_dated and known_by.known_by >= $as_of - interval 24 month as is_recent
    from engagements
    join pair_rows
        on engagements.engagement_id = pair_rows.ref_id
        and pair_rows.record_kind = 'engagement'
    join known_by
        on engagements.engagement_id = known_by.ref_id
        and known_by.record_kind = 'engagement'
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and engagements.engagement_stage_code = 'held'
        and known_by.known_by <= $as_of
),
financed as (
    select periods.program_id
    from program_periods as periods
    join pair_rows
        on periods.program_id = pair_rows.ref_id
        and pair_rows.record_kind = 'program'
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and periods.program_status_code in ('open', 'open_end_unknown')
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
),
engagement_sectors as (
    select
        scope.sector_code,
        count(distinct engaged.engagement_id) as engagement_count,
        count(distinct case when engaged.is_recent then engaged.engagement_id end) as recent_engagement_count
    from engaged
    join row_scope as scope
        on engaged.engagement_id = scope.ref_id
        and scope.record_kind = 'engagement'
    group by scope.sector_code
),
participant_sectors as (
    select participants.sector_code, count(*) as participant_row_count
    from participants
    join engaged
        on participants.engagement_id = engaged.engagement_id
    group by participants.sector_code
),
program_sectors as (
    select scope.sector_code, count(distinct financed.program_id) as program_count
    from financed
    join row_scope as scope
        on financed.program_id = scope.ref_id
        and scope.record_kind = 'program'
    group by scope.sector_code
)
select
    sector.code as sector_code,
    coalesce(engagement_sectors.engagement_count, 0) as engagement_count,
    coalesce(engagement_sectors.recent_engagement_count, 0) as recent_engagement_count,
    coalesce(participant_sectors.participant_row_count, 0) as participant_row_count,
    coalesce(program_sectors.program_count, 0) as program_count,
    coalesce(general_engagements.recent_engagement_count, 0) as general_engagement_count,
    coalesce(general_programs.program_count, 0) as general_program_count,
    share.sector_share
from codelist_sector as sector
left join engagement_sectors
    on sector.code = engagement_sectors.sector_code
left join participant_sectors
    on sector.code = participant_sectors.sector_code
left join program_sectors
    on sector.code = program_sectors.sector_code
left join engagement_sectors as general_engagements
    on general_engagements.sector_code is null
left join program_sectors as general_programs
    on general_programs.sector_code is null
left join sector_shares as share
    on sector.code = share.sector_code
    and share.country_code = $home
order by share.sector_share desc nulls last, cast(sector.sort_order as integer)
