-- @title: Outcomes on record
-- @grain: one row per outcome of the pair known by the day
-- @formula: What sources say came of the pair's agreements, engagements and programmes by the day. Rows are counted, values are not added:
--   they differ in currency, basis and in whose enterprises they count.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only outcomes known by this day
-- @param from_year integer?: first year
-- @param to_year integer?: last year
-- @param sector varchar?: only outcomes that name this sector or none
-- @column ref_id varchar: the outcome
-- @column outcome_kind_code varchar: kind of outcome
-- @column engagement_id varchar: the engagement it came of
-- @column program_id varchar: the programme it came of
-- @column enterprise_name varchar: the enterprise, where named
-- @column outcome_count bigint: how many, null where not stated
-- @column value decimal(24,4): its value, null where not stated
-- @column currency_code varchar: ISO 4217
-- @column value_basis_code varchar: realised, committed, potential or reported
-- @column enterprise_sizes_code varchar: whether it counts MSMEs or firms of all sizes
-- @column occurred_on varchar: when, as precisely as known
select
    outcomes.outcome_id as ref_id,
    outcomes.outcome_kind_code,
    outcomes.engagement_id,
    outcomes.program_id,
    outcomes.enterprise_name,
    outcomes.outcome_count,
    outcomes.value,
    outcomes.currency_code,
    outcomes.value_basis_code,
    outcomes.enterprise_sizes_code,
    outcomes.occurred_on
from outcomes
join (
    select distinct ref_id
    from pair_rows
    where record_kind = 'outcome'
        and home_code = $home
        and partner_code = $partner
) as pair_outcomes
    on outcomes.outcome_id = pair_outcomes.ref_id
join known_by
    on outcomes.outcome_id = known_by.ref_id
    and known_by.record_kind = 'outcome'
where known_by.known_by <= $as_of
    and ($from_year is null or extract(year from known_by.known_by) >= $from_year)
    and ($to_year is null or extract(year from known_by.known_by) <= $to_year)
    and ($sector is null or outcomes.sector_code is null or outcomes.sector_code = $sector)
order by known_by.is_dated desc, known_by.known_by desc, outcomes.outcome_id
