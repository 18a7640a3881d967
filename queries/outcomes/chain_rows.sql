-- @title: The rows of the chain, and what follows each
-- @grain: one row per step and row that enters it
-- @formula: A row stops where no next one is on record by the day. An engagement or outcome dated before the row does not count for it,
--   nor does an engagement that is only planned.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @param chain_step varchar?: only this step
-- @param chain_state varchar?: only rows in this state
-- @column ref_id varchar: the row
-- @column chain_step_code varchar: the step
-- @column chain_state_code varchar: whether a next row is on record
-- @column began_on varchar: its date, as precisely as known
-- @column is_planned boolean: whether its source only announces it
-- @column next_count bigint: next rows on record
-- @column source_id varchar: the source it stands on
-- @column url varchar: where the source stands
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
),
first_sources as (
    select ref_id, min(source_id) as source_id
    from row_sources
    where position = 0
    group by ref_id
)
select
    judged.ref_id,
    judged.chain_step_code,
    judged.chain_state_code,
    judged.began_on,
    judged.is_planned,
    judged.next_count,
    sources.source_id,
    sources.url
from judged
join codelist_chain_step as step
    on judged.chain_step_code = step.code
left join first_sources
    on judged.ref_id = first_sources.ref_id
left join sources
    on first_sources.source_id = sources.source_id
where ($chain_step is null or judged.chain_step_code = $chain_step)
    and ($chain_state is null or judged.chain_state_code = $chain_state)
order by cast(step.sort_order as integer), judged.began_latest desc nulls last, judged.ref_id
