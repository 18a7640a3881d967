-- @title: What the outcomes state
-- @grain: one row per column of the outcomes
-- @formula: Of the outcome rows, how many state it. What is not stated is unknown, not zero.
-- @evidence: outcomes.rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column field_name varchar: the column
-- @column row_count bigint: outcome rows
-- @column known_count bigint: rows that state it
-- @column missing_count bigint: rows that do not
with chosen as (
    select distinct ref_id
    from pair_scope
    where record_kind = 'outcome'
        and home_code = $home
        and partner_code = $partner
        and known_from <= $as_of
        and ($from_year is null or dated_year >= $from_year)
        and ($to_year is null or dated_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
final as (
    select
        outcomes.value,
        outcomes.occurred_on,
        outcomes.enterprise_name,
        coalesce(outcomes.agreement_id, engagements.agreement_id, programs.agreement_id) as agreement_id,
        outcomes.sector_code,
        nullif(outcomes.enterprise_sizes_code, 'unknown') as enterprise_sizes_code
    from outcomes
    join chosen
        on outcomes.outcome_id = chosen.ref_id
    left join engagements
        on outcomes.engagement_id = engagements.engagement_id
    left join financing_programs as programs
        on outcomes.program_id = programs.program_id
),
counted as (
    select 1 as sort_order, 'value' as field_name, count(*) as row_count, count(value) as known_count from final
    union all
    select 2, 'occurred_on', count(*), count(occurred_on) from final
    union all
    select 3, 'enterprise_name', count(*), count(enterprise_name) from final
    union all
    select 4, 'sector_code', count(*), count(sector_code) from final
    union all
    select 5, 'enterprise_sizes_code', count(*), count(enterprise_sizes_code) from final
    union all
    select 6, 'agreement_id', count(*), count(agreement_id) from final
)
select
    field_name,
    row_count,
    known_count,
    row_count - known_count as missing_count
from counted
where row_count > 0
order by sort_order
