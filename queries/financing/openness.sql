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
with standing as (
    select distinct program_id, program_status_code
    from pair_programs
    where is_domestic = $domestic
        and home_code in ($home, $partner)
        and partner_code in ($home, $partner)
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    status.code as program_status_code,
    count(programs.program_id) as program_count,
    count(programs.amount) as with_amount_count
from codelist_program_status as status
left join standing
    on status.code = standing.program_status_code
left join financing_programs as programs
    on standing.program_id = programs.program_id
group by status.code, status.sort_order
order by cast(status.sort_order as integer)
