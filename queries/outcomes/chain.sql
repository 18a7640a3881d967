-- @title: From agreement to engagement to outcome
-- @grain: one row per step of the chain
-- @formula: Of the rows that enter a step, how many have a next one on record by the day: an engagement that was held or an outcome, if it
--   does not predate the row. Entered = on record + only outcomes over all firm sizes + nothing recorded. Nothing recorded does not mean that nothing happened.
-- @evidence: outcomes.chain_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column chain_step_code varchar: the step
-- @column entered_count bigint: rows that enter it
-- @column recorded_count bigint: rows with a next one on record
-- @column all_sizes_count bigint: rows whose only outcomes count firms of all sizes
-- @column missing_count bigint: rows with nothing recorded
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
    select
        chain.chain_step_code,
        chain.ref_id,
        chain.began_on,
        chain.began_latest,
        chain.is_planned,
        count(distinct case when chain.next_known_by <= $as_of then chain.next_id end) as next_count,
        count(distinct case when chain.next_known_by <= $as_of and chain.is_all_sizes then chain.next_id end) as all_sizes_count
    from chain
    join chosen
        on chain.record_kind = chosen.record_kind
        and chain.ref_id = chosen.ref_id
    where chain.entered_on <= $as_of
        and ($from_year is null or extract(year from chain.began_latest) >= $from_year)
        and ($to_year is null or extract(year from chain.began_latest) <= $to_year)
    group by chain.chain_step_code, chain.ref_id, chain.began_on, chain.began_latest, chain.is_planned
),
judged as (
    select
        chain_step_code,
        ref_id,
        began_on,
        began_latest,
        is_planned,
        next_count,
        case
            when next_count = 0 then 'none_recorded'
            when next_count = all_sizes_count then 'all_sizes_only'
            else 'recorded'
        end as chain_state_code
    from entered
)
select
    judged.chain_step_code,
    count(*) as entered_count,
    count(*) filter (where judged.chain_state_code = 'recorded') as recorded_count,
    count(*) filter (where judged.chain_state_code = 'all_sizes_only') as all_sizes_count,
    count(*) filter (where judged.chain_state_code = 'none_recorded') as missing_count
from judged
join codelist_chain_step as step
    on judged.chain_step_code = step.code
group by judged.chain_step_code, step.sort_order
order by cast(step.sort_order as integer)
