-- @title: From agreement to engagement to outcome
-- @grain: one row per step of the chain
-- @formula: Of the rows that enter a step, how many have a next one on record by the day: an engagement that was held or an outcome, if it
--   does not predate the row. Entered = on record + only outcomes over all firm sizes + nothing recorded. Nothing recorded is not nothing happened.
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
    select distinct record_kind, ref_id
    from pair_scope
    where home_code = $home
        and partner_code = $partner
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    chain.chain_step_code,
    count(*) as entered_count,
    count(*) filter (where chain.chain_state_code = 'recorded') as recorded_count,
    count(*) filter (where chain.chain_state_code = 'all_sizes_only') as all_sizes_count,
    count(*) filter (where chain.chain_state_code = 'none_recorded') as missing_count
from chain
join chosen
    on chain.record_kind = chosen.record_kind
    and chain.ref_id = chosen.ref_id
join codelist_chain_step as step
    on chain.chain_step_code = step.code
where $as_of between chain.valid_from and chain.valid_until
    and ($from_year is null or extract(year from chain.began_latest) >= $from_year)
    and ($to_year is null or extract(year from chain.began_latest) <= $to_year)
group by chain.chain_step_code, step.sort_order
order by cast(step.sort_order as integer)
