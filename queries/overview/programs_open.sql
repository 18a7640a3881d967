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
select
    programs.program_id as ref_id,
    periods.program_status_code,
    programs.provider_institution_id,
    programs.instrument_code,
    programs.amount,
    programs.currency_code,
    programs.amount_basis_code,
    programs.amount_unit_code,
    programs.opens_on,
    programs.closes_on
from financing_programs as programs
join pair_rows
    on programs.program_id = pair_rows.ref_id
    and pair_rows.record_kind = 'program'
join program_periods as periods
    on programs.program_id = periods.program_id
where pair_rows.home_code = $home
    and pair_rows.partner_code = $partner
    and periods.program_status_code in ('open', 'open_end_unknown')
    and periods.valid_from <= $as_of
    and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
    and (
        ($sector is null and $focus is null)
        or exists (
            select 1
            from program_scope as scope
            where scope.program_id = programs.program_id
                and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                and ($focus is null or scope.focus_area_code = $focus)
        )
    )
order by programs.opens_on_latest desc nulls last, programs.program_id
