-- @title: Where the chain from agreement to financing stopped
-- @grain: one row per step and row that enters it
-- @key: funnel_step_code, ref_id
-- @formula: A row stopped where no next one is on record by the day, 24 months or more after it is known to have begun; a younger one is
--   still open. How long ago counts from the last possible day of its date, else from the day its source was published.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @param funnel_step varchar?: only this step
-- @param funnel_state varchar?: only rows in this state: passed, stopped or open
-- @column ref_id varchar: the row
-- @column evidence_kind_code varchar: agreement, engagement or outcome
-- @column funnel_step_code varchar: the step
-- @column funnel_state_code varchar: passed, stopped or open
-- @column began_on varchar: its date, as precisely as known
-- @column months_since bigint: whole months since it is known to have begun
-- @column next_id varchar: the first next row on record, null without any
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
    funnel.ref_id,
    funnel.record_kind as evidence_kind_code,
    funnel.funnel_step_code,
    funnel.funnel_state_code,
    funnel.began_on,
    (extract(year from $as_of) - extract(year from funnel.entered_on)) * 12
    + extract(month from $as_of) - extract(month from funnel.entered_on)
    - case when extract(day from funnel.entered_on) > extract(day from $as_of) then 1 else 0 end as months_since,
    funnel.next_id,
    sources.source_id,
    sources.url
from funnel
join chosen
    on funnel.record_kind = chosen.record_kind
    and funnel.ref_id = chosen.ref_id
join codelist_funnel_step as step
    on funnel.funnel_step_code = step.code
left join row_sources
    on funnel.ref_id = row_sources.ref_id
    and row_sources.position = 0
left join sources
    on row_sources.source_id = sources.source_id
where $as_of between funnel.valid_from and funnel.valid_until
    and ($from_year is null or extract(year from funnel.began_latest) >= $from_year)
    and ($to_year is null or extract(year from funnel.began_latest) <= $to_year)
    and ($funnel_step is null or funnel.funnel_step_code = $funnel_step)
    and ($funnel_state is null or funnel.funnel_state_code = $funnel_state)
order by cast(step.sort_order as integer), funnel.entered_on desc, funnel.ref_id
