-- @title: Outcomes of the pair
-- @grain: one row per outcome
-- @formula: What sources say came of the pair's agreements, engagements and programmes by the day. Rows are counted; values stay
--   as stated, because they differ in currency, in how firm they are and in whose enterprises they count.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param from_year integer?: first year; rows without a date then fall out
-- @param to_year integer?: last year; rows without a date then fall out
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @param outcome varchar?: only this outcome
-- @column ref_id varchar: the outcome
-- @column outcome_kind_code varchar: kind of outcome
-- @column enterprise_name varchar: the enterprise, where named
-- @column engagement_id varchar: the engagement it came of
-- @column agreement_id varchar: the agreement it came of
-- @column program_id varchar: the programme it came of
-- @column sector_code varchar: its sector, where named
-- @column outcome_count bigint: how many, null where not stated
-- @column value decimal(24,4): its value, null where not stated
-- @column currency_code varchar: ISO 4217
-- @column value_basis_code varchar: realised, committed, potential or reported
-- @column enterprise_sizes_code varchar: whether it counts MSMEs only or firms of all sizes
-- @column occurred_on varchar: when, as precisely as known
-- @column first_year bigint: first year it may fall in, null where unknown
-- @column last_year bigint: last year it may fall in, null where unknown
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
        outcomes.outcome_kind_code,
        outcomes.enterprise_name,
        outcomes.engagement_id,
        outcomes.agreement_id,
        outcomes.program_id,
        outcomes.sector_code,
        outcomes.outcome_count,
        outcomes.value,
        outcomes.currency_code,
        outcomes.value_basis_code,
        outcomes.enterprise_sizes_code,
        outcomes.occurred_on,
        extract(year from outcomes.occurred_on_earliest) as first_year,
        extract(year from outcomes.occurred_on_latest) as last_year
    from outcomes
    join chosen
        on outcomes.outcome_id = chosen.ref_id
    where $outcome is null or outcomes.outcome_id = $outcome
)
select
    final.ref_id,
    final.outcome_kind_code,
    final.enterprise_name,
    final.engagement_id,
    final.agreement_id,
    final.program_id,
    final.sector_code,
    final.outcome_count,
    final.value,
    final.currency_code,
    final.value_basis_code,
    final.enterprise_sizes_code,
    final.occurred_on,
    final.first_year,
    final.last_year,
    withheld.withheld_fields
from final
left join withheld
    on final.ref_id = withheld.ref_id
order by final.last_year desc nulls last, final.ref_id
