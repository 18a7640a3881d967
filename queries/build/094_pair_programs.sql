-- Which programmes a pair of countries, a day, years, a sector and a focus area choose: one row per pair, programme, period of one status,
-- and sector and focus area that it names; one that a country runs for its own enterprises stands under that country as both sides. The
-- periods hold every day: before the first it is not open yet, or nothing says when it opens. `last_year` is null where it may still run;
-- a single loan is over in the year it is made.
create table pair_programs as
with statuses as (
    select
        program_id,
        program_status_code,
        valid_from,
        case when valid_before = date '9999-12-31' then valid_before else cast(valid_before - interval 1 day as date) end as valid_until
    from program_periods
    union all
    select
        programs.program_id,
        case when programs.opens_on is null then 'date_unknown' else 'not_yet' end,
        date '0001-01-01',
        coalesce(cast(min(periods.valid_from) - interval 1 day as date), date '9999-12-31')
    from financing_programs as programs
    left join program_periods as periods
        on programs.program_id = periods.program_id
    group by programs.program_id, programs.opens_on
)
select
    scope.home_code,
    scope.partner_code,
    scope.is_domestic,
    programs.program_id,
    statuses.program_status_code,
    statuses.program_status_code in ('open', 'open_end_unknown') as is_open,
    statuses.valid_from,
    statuses.valid_until,
    extract(year from programs.opens_on_earliest) as first_year,
    case
        when programs.closes_on is null and (programs.amount_unit_code is distinct from 'single_loan' or programs.opens_on is null) then null
        else greatest(extract(year from programs.opens_on_latest), extract(year from programs.closes_on_latest))
    end as last_year,
    scope.sector_code,
    scope.focus_area_code
from pair_scope as scope
join financing_programs as programs
    on scope.ref_id = programs.program_id
    and scope.record_kind = 'program'
join statuses
    on programs.program_id = statuses.program_id
order by scope.home_code, scope.partner_code, programs.program_id, statuses.valid_from, scope.sector_code, scope.focus_area_code;
