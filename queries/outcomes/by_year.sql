-- @title: Outcomes by year and kind
-- @grain: one row per year, kind of outcome and sizes of enterprise
-- @formula: Rows of outcomes counted in the last year they may fall in; a total over several years stands at its last one. Rows whose date
--   is unknown have no year.
-- @evidence: outcomes.rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column year bigint: calendar year, null where unknown
-- @column outcome_kind_code varchar: kind of outcome
-- @column enterprise_sizes_code varchar: whether it counts MSMEs only or firms of all sizes
-- @column row_count bigint: outcome rows
-- @column span_count bigint: of these, totals over several years
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
dated as (
    select
        extract(year from outcomes.occurred_on_latest) as year,
        outcomes.outcome_kind_code,
        outcomes.enterprise_sizes_code,
        extract(year from outcomes.occurred_on_earliest) < extract(year from outcomes.occurred_on_latest) as is_span
    from outcomes
    join chosen
        on outcomes.outcome_id = chosen.ref_id
)
select
    year,
    outcome_kind_code,
    enterprise_sizes_code,
    count(*) as row_count,
    count(*) filter (where is_span) as span_count
from dated
group by year, outcome_kind_code, enterprise_sizes_code
order by year nulls last, outcome_kind_code, enterprise_sizes_code
