-- @title: How many programmes are open
-- @grain: one row per status of a programme
-- @formula: Programmes of the pair counted by their status on the day. A programme is open from the first possible day of its opening
--   until the last possible day of its closing; single loans are closed once made.
-- @evidence: financing.programs
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which openness is judged
-- @param from_year integer?: leave out programmes that ended before this year
-- @param to_year integer?: leave out programmes that opened after this year
-- @param sector varchar?: only programmes that name this sector or name none
-- @param focus varchar?: only programmes of this focus area
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @column program_status_code varchar: open, open with end unknown, closed, not yet open, time unknown
-- @column program_count bigint: programmes of this status
-- @column with_amount_count bigint: those of them that state an amount
with candidates as (
    select ref_id as program_id
    from pair_rows
    where not $domestic
        and record_kind = 'program'
        and home_code = $home
        and partner_code = $partner
    union all
    select program_id
    from domestic_programs
    where $domestic
        and country_code in ($home, $partner)
),
scoped as (
    select programs.program_id
    from financing_programs as programs
    left join program_scope as scope
        on programs.program_id = scope.program_id
    where ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
        and ($focus is null or scope.focus_area_code = $focus)
    group by programs.program_id
),
judged as (
    select
        programs.program_id,
        programs.amount,
        coalesce(
            periods.program_status_code,
            case when programs.opens_on is null then 'date_unknown' else 'not_yet' end
        ) as program_status_code
    from financing_programs as programs
    join candidates
        on programs.program_id = candidates.program_id
    join scoped
        on programs.program_id = scoped.program_id
    left join program_periods as periods -- without overlap: at most one period holds the day
        on programs.program_id = periods.program_id
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
    where ($to_year is null or programs.opens_on is null or extract(year from programs.opens_on_earliest) <= $to_year)
        and (
            $from_year is null
            or extract(year from programs.closes_on_latest) >= $from_year
            -- A single loan is over in the year it is made; a programme without an end may still run.
            or (programs.closes_on is null and (programs.amount_unit_code is distinct from 'single_loan' or programs.opens_on is null))
            or extract(year from programs.opens_on_latest) >= $from_year
        )
)
select
    status.code as program_status_code,
    count(judged.program_id) as program_count,
    count(judged.amount) as with_amount_count
from codelist_program_status as status
left join judged
    on status.code = judged.program_status_code
group by status.code, status.sort_order
order by cast(status.sort_order as integer)
