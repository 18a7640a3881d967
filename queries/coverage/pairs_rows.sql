-- @title: The rows behind the coverage of every pair
-- @grain: one row per pair of countries, row of the record and step it proves on the day
-- @formula: Rows of each pair whose period of proof includes the day.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage is judged
-- @column home_code varchar: ISO 3166-1 alpha-3
-- @column partner_code varchar: ISO 3166-1 alpha-3
-- @column is_comparator boolean: whether the row is there for comparison only
-- @column ref_id varchar: the row's key
-- @column evidence_kind_code varchar: agreement, engagement, program or outcome
-- @column coverage_step_code varchar: what the row proves on the day
select
    home_code,
    partner_code,
    bool_and(is_comparator) as is_comparator,
    ref_id,
    record_kind as evidence_kind_code,
    step_code as coverage_step_code
from pair_evidence
where $as_of between valid_from and valid_until
    and (home_code = $home or (partner_code <> $home and (partner_code = $partner or (home_code <> $partner and home_code < partner_code))))
group by home_code, partner_code, ref_id, record_kind, step_code, step_order
order by home_code, partner_code, step_order desc, record_kind, ref_id
