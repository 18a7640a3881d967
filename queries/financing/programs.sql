-- @title: Financing programmes
-- @grain: one row per programme
-- @formula: A programme belongs to the pair when it runs from one country to the other or stands under an instrument of the pair.
--   It is open from the first possible day of its opening until the last possible day of its closing. Without a stated end it counts as
--   open, end unknown; a single loan is closed once made; without a stated opening its time is unknown.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which openness is judged
-- @param from_year integer?: leave out programmes that ended before this year
-- @param to_year integer?: leave out programmes that opened after this year
-- @param sector varchar?: only programmes that name this sector or name none
-- @param focus varchar?: only programmes of this focus area
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @param program varchar?: only this programme
-- @column ref_id varchar: the programme
-- @column provider_institution_id varchar: who provides it
-- @column co_provider_institution_id varchar: who provides it with them
-- @column instrument_code varchar: form of support
-- @column program_status_code varchar: whether it is open on the day
-- @column opens_on varchar: opening, as precisely as known
-- @column closes_on varchar: closing, as precisely as known
-- @column amount decimal(24,4): amount in whole currency units, null where none is stated
-- @column currency_code varchar: ISO 4217
-- @column amount_basis_code varchar: what the amount means
-- @column amount_unit_code varchar: what the amount is for: the programme, one enterprise, one proposal, single loans
-- @column part_of_program_id varchar: the programme it is a part of; a part is never added to its whole
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
    programs.program_id as ref_id,
    programs.provider_institution_id,
    programs.co_provider_institution_id,
    programs.instrument_code,
    standing.program_status_code,
    programs.opens_on,
    programs.closes_on,
    programs.amount,
    programs.currency_code,
    programs.amount_basis_code,
    programs.amount_unit_code,
    programs.part_of_program_id
from financing_programs as programs
join standing
    on programs.program_id = standing.program_id
where $program is null or programs.program_id = $program
order by programs.opens_on_earliest desc nulls last, programs.program_id
