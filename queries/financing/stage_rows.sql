-- @title: Programmes and figures by period, with the stage of their money
-- @grain: one row per programme of the pair, figure of a period or target of a year
-- @formula: Each row as its source states it. A programme without an amount has no stage; it stands here all the same: an amount that is not
--   stated is not zero.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: leave out money of years before this one
-- @param to_year integer?: leave out money of years after this one
-- @param sector varchar?: only rows that name this sector or name none
-- @param focus varchar?: only rows of this focus area
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @column ref_id varchar: the programme, or the figure of a period
-- @column amount_kind_code varchar: whether the amount is the programme's, of a period or a target of a year
-- @column program_id varchar: the programme
-- @column amount_basis_code varchar: the stage: what the amount means, null where no amount is stated
-- @column amount_unit_code varchar: what the amount is for
-- @column amount decimal(24,4): amount in whole currency units, null where none is stated
-- @column currency_code varchar: ISO 4217
-- @column first_year integer: first year that it covers
-- @column last_year integer: last year that it covers, null where it runs on
-- @column part_of_program_id varchar: the programme it is a part of; a part is never added to its whole
with scoped as (
    select distinct record_kind, ref_id
    from pair_scope
    where is_domestic = $domestic
        and home_code in ($home, $partner)
        and partner_code in ($home, $partner)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
final as (
    select
        stated.amount_kind_code,
        stated.ref_id,
        stated.program_id,
        stated.amount_basis_code,
        stated.amount_unit_code,
        stated.amount,
        stated.currency_code,
        stated.first_year,
        stated.last_year,
        stated.part_of_program_id
    from stated_amounts as stated
    join scoped
        on stated.record_kind = scoped.record_kind
        and stated.record_id = scoped.ref_id
    where (stated.known_by is null or stated.known_by <= $as_of)
        and ($from_year is null or stated.last_year is null or stated.last_year >= $from_year)
        and ($to_year is null or stated.first_year is null or stated.first_year <= $to_year)
        and stated.record_kind = 'program'
)
select
    ref_id,
    amount_kind_code,
    program_id,
    amount_basis_code,
    amount_unit_code,
    amount,
    currency_code,
    first_year,
    last_year,
    part_of_program_id
from final
order by program_id, amount_kind_code, ref_id
