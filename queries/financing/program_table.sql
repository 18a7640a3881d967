-- @title: Financing programmes with their terms
-- @grain: one row per programme
-- @formula: The programmes and their main terms in the language asked for, in English where no translation is on record.
-- @evidence: financing.programs
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which openness is judged
-- @param from_year integer?: leave out programmes that ended before this year
-- @param to_year integer?: leave out programmes that opened after this year
-- @param sector varchar?: only programmes that name this sector or name none
-- @param focus varchar?: only programmes of this focus area
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @param program varchar?: only this programme
-- @param language varchar: ISO 639-1 code, id, en or ja
-- @column ref_id varchar: the programme
-- @column program_status_code varchar: whether it is open on the day
-- @column provider_institution_id varchar: who provides it
-- @column co_provider_institution_id varchar: who provides it with them
-- @column instrument_code varchar: form of support
-- @column terms varchar: main terms in the language asked for
-- @column amount decimal(24,4): amount in whole currency units, null where none is stated
-- @column currency_code varchar: ISO 4217
-- @column amount_basis_code varchar: what the amount means
-- @column amount_unit_code varchar: what the amount is for
-- @column opens_on varchar: opening, as precisely as known
-- @column closes_on varchar: closing, as precisely as known
-- @column part_of_program_id varchar: the programme it is a part of; a part is never added to its whole
-- @column agreement_id varchar: the agreement it stands under
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
    standing.program_status_code,
    programs.provider_institution_id,
    programs.co_provider_institution_id,
    programs.instrument_code,
    coalesce(translations.text, programs.terms_en) as terms,
    programs.amount,
    programs.currency_code,
    programs.amount_basis_code,
    programs.amount_unit_code,
    programs.opens_on,
    programs.closes_on,
    programs.part_of_program_id,
    programs.agreement_id
from financing_programs as programs
join standing
    on programs.program_id = standing.program_id
left join translations
    on programs.program_id = translations.ref_id
    and translations.field_name = 'terms_en'
    and translations.language = $language
left join codelist_program_status as status
    on standing.program_status_code = status.code
where $program is null or programs.program_id = $program
order by cast(status.sort_order as integer), programs.opens_on_earliest desc nulls last, programs.program_id
