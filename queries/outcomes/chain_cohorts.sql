-- @title: From agreement to financing, by cohort
-- @grain: one row per step and cohort of the rows that enter it, the whole step first
-- @key: funnel_step_code, is_total, cohort_from_year
-- @formula: Of the rows that enter a step, those that went on have the next row on record by the day, those that stopped have none after 24
--   months, and those still open have none but are younger; entered = went on + stopped + open. The share that went on is counted over
--   the rows at least 24 months old, with Wilson's 95 % interval, and the lag is the median of the months until the first next row.
-- @method: The steps are agreement, engagement held, business matching, deal (also contract, joint venture, shipment), financing (loan,
--   investment commitment, signing of finance, programme). The next row stands under the row itself or under the same agreement and
--   is not dated before it; an engagement that is a business matching is its own match, without a lag. Each step counts all rows that enter it, also
--   those that came another way. Outcomes over firms of all sizes are no deals of MSMEs. A cohort is a calendar year where the
--   years of a step that have any hold ten rows in the median, else five years; a row whose dates fit no one cohort is listed apart.
--   A date of reduced precision counts as the middle of its possible days, and gives no lag where these span more than a year. No share
--   is given for fewer than 5 rows, no median for fewer than 3 lags. Nothing recorded is not nothing happened. Interval: Wilson (1927).
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
    select distinct pair_rows.record_kind, pair_rows.ref_id
    from pair_rows
    join row_scope as scope
        on pair_rows.record_kind = scope.record_kind
        and pair_rows.ref_id = scope.ref_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
        and ($focus is null or scope.focus_area_code = $focus)
),
entered as (
    select distinct
        funnel.funnel_step_code,
        funnel.record_kind,
        funnel.ref_id,
        funnel.began_on,
        funnel.began_earliest,
        funnel.began_latest,
        funnel.entered_on
    from funnel
    join chosen
        on funnel.record_kind = chosen.record_kind
        and funnel.ref_id = chosen.ref_id
    where funnel.entered_on <= $as_of
        and ($from_year is null or extract(year from funnel.began_latest) >= $from_year)
        and ($to_year is null or extract(year from funnel.began_latest) <= $to_year)
),
followed as (
    select funnel_step_code, ref_id, next_id, next_earliest, next_latest
    from funnel
    where next_known_by <= $as_of
    qualify row_number() over (partition by funnel_step_code, ref_id order by next_latest nulls last, next_earliest nulls last, next_id) = 1
)
select
    entered.funnel_step_code,
    entered.ref_id,
    case
        when followed.next_id is not null then 'passed'
        when entered.entered_on + interval 24 month > $as_of then 'open'
        else 'stopped'
    end as funnel_state_code,
    entered.entered_on + interval 24 month <= $as_of as is_mature,
    entered.began_earliest,
    entered.began_latest,
    followed.next_id,
    followed.next_earliest,
    followed.next_latest
from entered
left join followed
    on entered.funnel_step_code = followed.funnel_step_code
    and entered.ref_id = followed.ref_id
order by entered.funnel_step_code, entered.ref_id
