-- @title: Programmes open
-- @grain: one row per programme of the pair open on the day
-- @formula: Programmes that run from one country of the pair to the other, or under an instrument of the pair, and are open on the day.
--   Domestic programmes and single loans to named firms do not count. Amounts of different basis are never added.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which openness is judged
-- @param sector varchar?: only programmes that name this sector or none
-- @param focus varchar?: only programmes that cover this focus area
-- @column ref_id varchar: the programme
-- @column program_status_code varchar: open, or open with its end not stated
-- @column provider_institution_id varchar: who provides it
-- @column instrument_code varchar: instrument
-- @column amount decimal(24,4): amount in whole currency units, null where not stated
-- @column currency_code varchar: ISO 4217
-- @column amount_basis_code varchar: what the amount is
-- @column amount_unit_code varchar: what the amount is per
-- @column opens_on varchar: when it opened, as precisely as known
-- @column closes_on varchar: when it closes, null where no source says
with standing as (
    select distinct program_id, program_status_code
    from pair_programs
    where home_code = $home
        and partner_code = $partner
        and is_open
        and $as_of between valid_from and valid_until
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    programs.program_id as ref_id,
    standing.program_status_code,
    programs.provider_institution_id,
    programs.instrument_code,
    programs.amount,
    programs.currency_code,
    programs.amount_basis_code,
    programs.amount_unit_code,
    programs.opens_on,
    programs.closes_on
from financing_programs as programs
join standing
    on programs.program_id = standing.program_id
order by programs.opens_on_latest desc nulls last, programs.program_id
