-- @title: Enterprises named with loans
-- @grain: one row per loan whose source names it
-- @formula: Loans on record under the pair's programmes and agreements. The value is the part stated for this lender; where a source gives
--   only a total for several loans, the value stays unknown.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column ref_id varchar: the outcome
-- @column enterprise_name varchar: the enterprise, where named
-- @column parent_name varchar: its parent company
-- @column sector_code varchar: its sector
-- @column region_code varchar: where it works
-- @column value decimal(24,4): the loan, null where not published
-- @column currency_code varchar: ISO 4217
-- @column value_basis_code varchar: how firm the value is
-- @column occurred_on varchar: when, as precisely as known
-- @column program_id varchar: the programme it came of
-- @column note varchar: remark on the row
-- @column withheld_fields varchar: what is not shown of the row, because too few enterprises share it
with chosen as (
    select distinct ref_id
    from pair_scope
    where record_kind = 'outcome'
        and home_code = $home
        and partner_code = $partner
        and known_from <= $as_of
        and ($from_year is null or dated_year >= $from_year)
        and ($to_year is null or dated_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
final as (
    select
        outcomes.outcome_id as ref_id,
        outcomes.enterprise_name,
        outcomes.parent_name,
        outcomes.sector_code,
        outcomes.region_code,
        outcomes.value,
        outcomes.currency_code,
        outcomes.value_basis_code,
        outcomes.occurred_on,
        outcomes.program_id,
        outcomes.note
    from outcomes
    join chosen
        on outcomes.outcome_id = chosen.ref_id
    where outcomes.outcome_kind_code = 'loan'
)
select
    final.ref_id,
    final.enterprise_name,
    final.parent_name,
    final.sector_code,
    final.region_code,
    final.value,
    final.currency_code,
    final.value_basis_code,
    final.occurred_on,
    final.program_id,
    final.note,
    withheld.withheld_fields
from final
left join withheld
    on final.ref_id = withheld.ref_id
order by final.enterprise_name nulls last, final.ref_id
