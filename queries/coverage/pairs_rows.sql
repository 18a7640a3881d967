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
    pair_rows.home_code,
    pair_rows.partner_code,
    bool_and(pair_rows.is_comparator) as is_comparator,
    evidence.ref_id,
    evidence.record_kind as evidence_kind_code,
    evidence.step_code as coverage_step_code
from evidence
join pair_rows
    on evidence.ref_id = pair_rows.ref_id
    and evidence.record_kind = pair_rows.record_kind
where evidence.valid_from <= $as_of
    and (evidence.valid_before > $as_of or evidence.valid_before = date '9999-12-31')
    and (
        pair_rows.home_code = $home
        or (pair_rows.partner_code <> $home and (pair_rows.partner_code = $partner or (pair_rows.home_code <> $partner and pair_rows.home_code < pair_rows.partner_code)))
    )
group by pair_rows.home_code, pair_rows.partner_code, evidence.ref_id, evidence.record_kind, evidence.step_code, evidence.step_order
order by pair_rows.home_code, pair_rows.partner_code, evidence.step_order desc, evidence.record_kind, evidence.ref_id
