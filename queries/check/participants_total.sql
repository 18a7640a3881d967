-- @title: Participants add up to the number that the engagement states
-- @grain: one row per engagement whose counted participants differ from the number stated, at its first row in the file
-- @severity: warning
-- @says: The rows of “{value}” count {counted}, the engagement states {stated}.
-- @fix: Look for rows that are missing or stand twice, or correct the number stated.
-- @column row_number bigint: first row of the file for that engagement, empty where all its rows are of the record
-- @column field_name varchar: column of the engagement
-- @column value varchar: key of the engagement
-- @column counted bigint: enterprises counted, groups and named enterprises of the same country not added
-- @column stated bigint: participants that the engagement states
with kinds as (
    select
        engagement_id,
        country_code,
        is_group,
        min(row_number) as row_number,
        sum(case when is_group then enterprise_count else coalesce(enterprise_count, 1) end) as enterprises,
        count(*) filter (where is_group and enterprise_count is null) as unknown_count
    from participants
    group by engagement_id, country_code, is_group
),
grouped as (
    select engagement_id, country_code
    from kinds
    where is_group and enterprises is not null
),
counted as (
    select
        kinds.engagement_id,
        min(kinds.row_number) as row_number,
        sum(case when grouped.engagement_id is null then kinds.enterprises end) as counted,
        sum(kinds.unknown_count) as unknown_count
    from kinds
    left join grouped -- named enterprises that meet two groups add nothing twice
        on kinds.engagement_id = grouped.engagement_id
        and not kinds.is_group
        and (grouped.country_code is null or kinds.country_code = grouped.country_code)
    group by kinds.engagement_id
)
select
    counted.row_number,
    'engagement_id' as field_name,
    counted.engagement_id as value,
    cast(counted.counted as bigint) as counted,
    engagements.participants_stated as stated
from counted
join engagements
    on counted.engagement_id = engagements.engagement_id
where counted.counted > engagements.participants_stated
    or (counted.counted < engagements.participants_stated and counted.unknown_count = 0)
order by counted.row_number, counted.engagement_id
