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
    select
        scope.ref_id as engagement_id,
        scope.sector_code,
        scope.dated_year is not null and scope.known_from >= $as_of - interval 24 month as is_recent
    from pair_scope as scope
    join engagements
        on scope.ref_id = engagements.engagement_id
        and scope.record_kind = 'engagement'
    where scope.home_code = $home
        and scope.partner_code = $partner
        and engagements.engagement_stage_code = 'held'
        and scope.known_from <= $as_of
),
engagement_sectors as (
    select
        sector_code,
        count(distinct engagement_id) as engagement_count,
        count(distinct case when is_recent then engagement_id end) as recent_engagement_count
    from engaged
    group by sector_code
),
participant_sectors as (
    select sector_code, count(*) as participant_row_count
    from participants
    where engagement_id in (select engagement_id from engaged)
    group by sector_code
),
program_sectors as (
    select nullif(sector_code, '') as sector_code, count(distinct program_id) as program_count
    from pair_programs
    where home_code = $home
        and partner_code = $partner
        and is_open
        and $as_of between valid_from and valid_until
    group by nullif(sector_code, '')
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
