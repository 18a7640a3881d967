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
    select distinct record_kind, ref_id
    from pair_scope
    where home_code = $home
        and partner_code = $partner
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    chain.ref_id,
    chain.chain_step_code,
    chain.chain_state_code,
    chain.began_on,
    chain.is_planned,
    chain.next_count,
    sources.source_id,
    sources.url
from chain
join chosen
    on chain.record_kind = chosen.record_kind
    and chain.ref_id = chosen.ref_id
join codelist_chain_step as step
    on chain.chain_step_code = step.code
left join row_sources
    on chain.ref_id = row_sources.ref_id
    and row_sources.position = 0
left join sources
    on row_sources.source_id = sources.source_id
where $as_of between chain.valid_from and chain.valid_until
    and ($from_year is null or extract(year from chain.began_latest) >= $from_year)
    and ($to_year is null or extract(year from chain.began_latest) <= $to_year)
    and ($chain_step is null or chain.chain_step_code = $chain_step)
    and ($chain_state is null or chain.chain_state_code = $chain_state)
order by cast(step.sort_order as integer), chain.began_latest desc nulls last, chain.ref_id
