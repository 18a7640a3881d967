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
)
select
    programs.program_id as ref_id,
    coalesce(
        periods.program_status_code,
        case when programs.opens_on is null then 'date_unknown' else 'not_yet' end
    ) as program_status_code,
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
join candidates
    on programs.program_id = candidates.program_id
join scoped
    on programs.program_id = scoped.program_id
left join program_periods as periods -- without overlap: at most one period holds the day
    on programs.program_id = periods.program_id
    and periods.valid_from <= $as_of
    and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
left join translations
    on programs.program_id = translations.ref_id
    and translations.field_name = 'terms_en'
    and translations.language = $language
left join codelist_program_status as status
    on coalesce(periods.program_status_code, case when programs.opens_on is null then 'date_unknown' else 'not_yet' end) = status.code
where ($program is null or programs.program_id = $program)
    and ($to_year is null or programs.opens_on is null or extract(year from programs.opens_on_earliest) <= $to_year)
    and (
        $from_year is null
        or extract(year from programs.closes_on_latest) >= $from_year
        -- A single loan is over in the year it is made; a programme without an end may still run.
        or (programs.closes_on is null and (programs.amount_unit_code is distinct from 'single_loan' or programs.opens_on is null))
        or extract(year from programs.opens_on_latest) >= $from_year
    )
order by cast(status.sort_order as integer), programs.opens_on_earliest desc nulls last, programs.program_id
