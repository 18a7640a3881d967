-- @title: Amounts by stage
-- @grain: one row per currency, stage, kind of amount and what the amount is for
-- @formula: How many rows state an amount at this stage, the smallest and the largest of them, and their sum where they are amounts of whole programmes,
--   no parts of others and not paid out over several years. Stages are never added to one another, nor are currencies: what was promised and what was paid out are the same
--   money seen twice.
-- @method: A target or ceiling of a year is not a commitment, and an amount per enterprise or per proposal is no size of a programme: they have no sum.
--   Neither have figures by period, whose periods differ in length. A row without a currency counts the programmes that state no amount. What was
--   pledged, committed and spent is kept apart as the Lowy Institute does (Southeast Asia Aid Map, methodology).
-- @evidence: financing.stage_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: leave out money of years before this one
-- @param to_year integer?: leave out money of years after this one
-- @param sector varchar?: only rows that name this sector or name none
-- @param focus varchar?: only rows of this focus area
-- @param domestic boolean: true for programmes a country of the pair runs for its own enterprises, false for those of the pair
-- @column currency_code varchar: ISO 4217, null where no amount is stated
-- @column amount_basis_code varchar: the stage, null where no amount is stated
-- @column amount_kind_code varchar: whether the amounts are programmes', of periods or targets of years
-- @column amount_unit_code varchar: what the amounts are for
-- @column row_count bigint: rows at this stage
-- @column known_count bigint: those that state an amount
-- @column missing_count bigint: those that state none
-- @column smallest_amount decimal(24,4): the smallest of the amounts
-- @column largest_amount decimal(24,4): the largest of the amounts
-- @column added_count bigint: amounts in the sum
-- @column stage_total decimal(38,4): sum of the amounts that may be added, null where none may
with scoped as (
    select distinct record_kind, ref_id
    from pair_scope
    where is_domestic = $domestic
        and home_code in ($home, $partner)
        and partner_code in ($home, $partner)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
stated as (
    select
        stated.amount_kind_code,
        stated.amount_basis_code,
        stated.amount_unit_code,
        stated.amount,
        case when stated.amount is not null or stated.amount_kind_code <> 'program' then stated.currency_code end as currency_code,
        stated.amount_kind_code = 'program' and stated.is_whole as is_added
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
    stated.currency_code,
    stated.amount_basis_code,
    stated.amount_kind_code,
    stated.amount_unit_code,
    count(*) as row_count,
    count(stated.amount) as known_count,
    count(*) - count(stated.amount) as missing_count,
    min(stated.amount) as smallest_amount,
    max(stated.amount) as largest_amount,
    count(stated.amount) filter (where stated.is_added) as added_count,
    sum(stated.amount) filter (where stated.is_added) as stage_total
from stated
left join codelist_currency as currency
    on stated.currency_code = currency.code
left join codelist_amount_basis as basis
    on stated.amount_basis_code = basis.code
left join codelist_amount_kind as kind
    on stated.amount_kind_code = kind.code
left join codelist_amount_unit as unit
    on stated.amount_unit_code = unit.code
group by
    stated.currency_code, stated.amount_basis_code, stated.amount_kind_code, stated.amount_unit_code,
    currency.sort_order, basis.sort_order, kind.sort_order, unit.sort_order
order by
    cast(currency.sort_order as integer) nulls last, cast(basis.sort_order as integer) nulls last, cast(kind.sort_order as integer),
    cast(unit.sort_order as integer) nulls last, stated.currency_code
