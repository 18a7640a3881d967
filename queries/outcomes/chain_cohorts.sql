-- @title: From agreement to financing, by cohort
-- @grain: one row per step and cohort of the rows that enter it, the whole step first
-- @formula: Of the rows that enter a step, those that went on have the next row on record by the day, those that stopped have none after 24
--   months, and those still open have none but are younger; entered = went on + stopped + open. The share that went on is counted over
--   the rows at least 24 months old, with Wilson's 95 % interval, and the lag is the median of the months until the first next row.
-- @method: The steps are agreement, engagement held, business matching, deal (also contract, joint venture, shipment), financing (loan, investment
--   commitment, signing of finance, programme). The next row stands under the row itself or under the same agreement and is not dated before it; an
--   engagement that is a business matching is its own match, without a lag. Each step counts all rows that enter it, also those that came another
--   way. Outcomes over firms of all sizes are no deals of MSMEs. A cohort is a calendar year where the years of a step that have any hold ten rows in
--   the median, else five years; a row whose dates fit no one cohort is listed apart. A date of reduced precision counts as the middle of its
--   possible days, and gives no lag where these span more than a year. No share is given for fewer than 5 rows, no median for fewer than 3 lags. Rows
--   have had from 24 months to many years to go on, so cohorts of different age do not compare like for like, and the lag is that of the rows that
--   went on so far. Nothing recorded is not nothing happened. Interval: Wilson (1927).
-- @measure: funnel.cohorts
-- @evidence: outcomes.leaks
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @input funnel_step_code varchar: the step
-- @input ref_id varchar: the row that enters it
-- @input funnel_state_code varchar: passed, stopped or open
-- @input is_mature boolean: whether it entered at least 24 months before the day
-- @input began_earliest date: first possible day of the row, null where unknown
-- @input began_latest date: last possible day of the row, null where unknown
-- @input next_id varchar: the first next row, null without any
-- @input next_earliest date: first possible day of the first next row, null without any
-- @input next_latest date: last possible day of the first next row, null without any
-- @column funnel_step_code varchar: the step
-- @column is_total boolean: whether the row is the whole step
-- @column cohort_from_year bigint: first year of the cohort, null for the whole step and for rows that fit no one cohort
-- @column cohort_to_year bigint: last year of the cohort
-- @column entered_count bigint: rows that enter
-- @column passed_count bigint: rows that went on
-- @column stopped_count bigint: rows without a next one after 24 months
-- @column open_count bigint: younger rows without a next one
-- @column mature_count bigint: rows at least 24 months old, over which the share is counted
-- @column needed_count bigint: rows that a share takes
-- @column passed_share double: share that went on, 0 to 1, null for too few rows
-- @column share_low double: lower end of its 95 % interval
-- @column share_high double: upper end of its 95 % interval
-- @column lag_count bigint: rows whose lag is known
-- @column lag_months double: median lag in months, null for fewer than 3
with chosen as (
    select distinct record_kind, ref_id
    from pair_scope
    where home_code = $home
        and partner_code = $partner
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    funnel.funnel_step_code,
    funnel.ref_id,
    funnel.funnel_state_code,
    funnel.mature_on <= $as_of as is_mature,
    funnel.began_earliest,
    funnel.began_latest,
    funnel.next_id,
    funnel.next_earliest,
    funnel.next_latest
from funnel
join chosen
    on funnel.record_kind = chosen.record_kind
    and funnel.ref_id = chosen.ref_id
where $as_of between funnel.valid_from and funnel.valid_until
    and ($from_year is null or extract(year from funnel.began_latest) >= $from_year)
    and ($to_year is null or extract(year from funnel.began_latest) <= $to_year)
order by funnel.funnel_step_code, funnel.ref_id
