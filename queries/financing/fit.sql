-- @title: Which programme fits an enterprise
-- @grain: one row per programme of the record
-- @formula: Each criterion asked is judged on what the sources say: fits, not stated, or no. “Not stated” is never a yes. Manufacturing named
--   without a branch takes in its branches. “SME” takes in small and medium enterprises; whether micro ones too is not stated. A programme
--   that is closed or not yet open, or a loan to a named borrower, is a no; one whose end or opening is unknown is not stated. Programmes that nothing contradicts come first.
-- @param as_of date: the day at which openness is judged
-- @param country varchar: ISO 3166-1 alpha-3 of the enterprise's country
-- @param sector varchar?: the enterprise's sector
-- @param size_class varchar?: micro, small, medium or large
-- @param need varchar?: an instrument or a focus area
-- @column ref_id varchar: the programme
-- @column country_fit_code varchar: whether it serves the country
-- @column sector_fit_code varchar: whether it serves the sector
-- @column size_fit_code varchar: whether it serves the size class
-- @column need_fit_code varchar: whether it gives what is needed
-- @column open_fit_code varchar: whether it is open on the day
-- @column contradiction_count integer: criteria answered no
-- @column not_stated_count integer: criteria that the sources leave open
-- @column is_domestic boolean: whether a country runs it for its own enterprises
-- @column provider_institution_id varchar: who provides it
-- @column instrument_code varchar: form of support
-- @column program_status_code varchar: whether it is open on the day
-- @column amount decimal(24,4): amount in whole currency units, null where none is stated
-- @column currency_code varchar: ISO 4217
-- @column amount_basis_code varchar: what the amount means
-- @column amount_unit_code varchar: what the amount is for
with manufacturing as (
    -- Branches of ISIC section C; a group that only partly lies in it may or may not be meant.
    select sector_code, bool_and(section = 'C') as is_whole
    from codelist_isic_division
    where sector_code is not null
    group by sector_code
    having bool_or(section = 'C')
),
asked_sector as (
    select
        sector.code as sector_code,
        manufacturing.is_whole
    from codelist_sector as sector
    left join manufacturing
        on sector.code = manufacturing.sector_code
    where sector.code = $sector
),
-- 2 fits, 1 is not stated, 0 is a no.
sector_scores as (
    select
        scope.program_id,
        max(
            case
                when scope.sector_code = asked_sector.sector_code then 2
                when scope.sector_code is null then 1
                when scope.sector_code = 'manufacturing' and asked_sector.is_whole then 2
                when scope.sector_code = 'manufacturing' and asked_sector.is_whole is not null then 1
                when asked_sector.sector_code = 'manufacturing' and manufacturing.sector_code is not null then 1
                else 0
            end
        ) as score
    from program_scope as scope
    cross join asked_sector
    left join manufacturing
        on scope.sector_code = manufacturing.sector_code
    group by scope.program_id
),
sizes_named as (
    select named.size_class_code, named.asked_code, named.score
    from (
        values
        ('micro', 'micro', 2),
        ('small', 'small', 2),
        ('medium', 'medium', 2),
        ('large', 'large', 2),
        ('sme', 'micro', 1),
        ('sme', 'small', 2),
        ('sme', 'medium', 2),
        ('msme', 'micro', 2),
        ('msme', 'small', 2),
        ('msme', 'medium', 2),
        ('small_scale', 'micro', 1),
        ('small_scale', 'small', 1),
        ('micro_and_small', 'micro', 2),
        ('micro_and_small', 'small', 2),
        ('medium_and_large', 'medium', 2),
        ('medium_and_large', 'large', 2),
        ('all_sizes', 'micro', 2),
        ('all_sizes', 'small', 2),
        ('all_sizes', 'medium', 2),
        ('all_sizes', 'large', 2)
    ) as named (size_class_code, asked_code, score)
),
size_scores as (
    select sizes.program_id, max(coalesce(sizes_named.score, 0)) as score
    from program_sizes as sizes
    left join sizes_named
        on sizes.size_class_code = sizes_named.size_class_code
        and sizes_named.asked_code = $size_class
    group by sizes.program_id
),
focus_scores as (
    select
        program_id,
        max(case when focus_area_code = $need then 2 when focus_area_code is null then 1 else 0 end) as score
    from program_scope
    group by program_id
),
judged as (
    select
        programs.program_id,
        case
            when programs.beneficiary_country_code = $country then 2
            when programs.beneficiary_country_code is null then 1
            else 0
        end as country_score,
        case when $sector is not null then coalesce(sector_scores.score, 1) end as sector_score,
        case when $size_class is not null then coalesce(size_scores.score, 1) end as size_score,
        case
            when $need is null then null
            when programs.instrument_code = $need then 2
            when asked_instrument.code is not null then 0
            else coalesce(focus_scores.score, 1)
        end as need_score,
        case
            when programs.amount_unit_code = 'single_loan' then 0 -- made to a named borrower: nobody else can apply
            when periods.program_status_code = 'open' then 2
            when periods.program_status_code in ('open_end_unknown', 'date_unknown') then 1
            when periods.program_status_code is null and programs.opens_on is null then 1
            else 0
        end as open_score,
        coalesce(
            periods.program_status_code,
            case when programs.opens_on is null then 'date_unknown' else 'not_yet' end
        ) as program_status_code,
        domestic_programs.program_id is not null as is_domestic
    from financing_programs as programs
    left join sector_scores
        on programs.program_id = sector_scores.program_id
    left join size_scores
        on programs.program_id = size_scores.program_id
    left join focus_scores
        on programs.program_id = focus_scores.program_id
    left join codelist_instrument as asked_instrument
        on asked_instrument.code = $need
    left join domestic_programs
        on programs.program_id = domestic_programs.program_id
    left join program_periods as periods -- without overlap: at most one period holds the day
        on programs.program_id = periods.program_id
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
),
counted as (
    select
        program_id,
        country_score,
        sector_score,
        size_score,
        need_score,
        open_score,
        program_status_code,
        is_domestic,
        case when country_score = 0 then 1 else 0 end + case when sector_score = 0 then 1 else 0 end
        + case when size_score = 0 then 1 else 0 end + case when need_score = 0 then 1 else 0 end
        + case when open_score = 0 then 1 else 0 end as contradiction_count,
        case when country_score = 1 then 1 else 0 end + case when sector_score = 1 then 1 else 0 end
        + case when size_score = 1 then 1 else 0 end + case when need_score = 1 then 1 else 0 end
        + case when open_score = 1 then 1 else 0 end as not_stated_count
    from judged
)
select
    programs.program_id as ref_id,
    case counted.country_score when 2 then 'fits' when 1 then 'not_stated' else 'no' end as country_fit_code,
    case counted.sector_score when 2 then 'fits' when 1 then 'not_stated' when 0 then 'no' else 'not_asked' end as sector_fit_code,
    case counted.size_score when 2 then 'fits' when 1 then 'not_stated' when 0 then 'no' else 'not_asked' end as size_fit_code,
    case counted.need_score when 2 then 'fits' when 1 then 'not_stated' when 0 then 'no' else 'not_asked' end as need_fit_code,
    case counted.open_score when 2 then 'fits' when 1 then 'not_stated' else 'no' end as open_fit_code,
    counted.contradiction_count,
    counted.not_stated_count,
    counted.is_domestic,
    programs.provider_institution_id,
    programs.instrument_code,
    counted.program_status_code,
    programs.amount,
    programs.currency_code,
    programs.amount_basis_code,
    programs.amount_unit_code
from counted
join financing_programs as programs
    on counted.program_id = programs.program_id
order by counted.contradiction_count, counted.not_stated_count, counted.is_domestic, programs.program_id
