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
),
judged as (
    select
        entered.funnel_step_code,
        entered.record_kind,
        entered.ref_id,
        entered.began_on,
        entered.entered_on,
        followed.next_id,
        case
            when followed.next_id is not null then 'passed'
            when entered.entered_on + interval 24 month > $as_of then 'open'
            else 'stopped'
        end as funnel_state_code
    from entered
    left join followed
        on entered.funnel_step_code = followed.funnel_step_code
        and entered.ref_id = followed.ref_id
),
first_sources as (
    select ref_id, min(source_id) as source_id
    from row_sources
    where position = 0
    group by ref_id
)
select
    judged.ref_id,
    judged.record_kind as evidence_kind_code,
    judged.funnel_step_code,
    judged.funnel_state_code,
    judged.began_on,
    (extract(year from $as_of) - extract(year from judged.entered_on)) * 12
    + extract(month from $as_of) - extract(month from judged.entered_on)
    - case when extract(day from judged.entered_on) > extract(day from $as_of) then 1 else 0 end as months_since,
    judged.next_id,
    sources.source_id,
    sources.url
from judged
join codelist_funnel_step as step
    on judged.funnel_step_code = step.code
left join first_sources
    on judged.ref_id = first_sources.ref_id
left join sources
    on first_sources.source_id = sources.source_id
where ($funnel_step is null or judged.funnel_step_code = $funnel_step)
    and ($funnel_state is null or judged.funnel_state_code = $funnel_state)
order by cast(step.sort_order as integer), judged.entered_on desc, judged.ref_id
