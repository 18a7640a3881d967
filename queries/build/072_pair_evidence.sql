-- The evidence of each pair of countries. `valid_until` is the last day on which a row proves its step.
create table pair_evidence as
select
    pair_rows.home_code,
    pair_rows.partner_code,
    pair_rows.is_comparator,
    evidence.record_kind,
    evidence.ref_id,
    evidence.sector_code,
    evidence.focus_area_code,
    evidence.step_code,
    evidence.score,
    evidence.step_order,
    evidence.valid_from,
    evidence.valid_before,
    case when evidence.valid_before = date '9999-12-31' then evidence.valid_before else cast(evidence.valid_before - interval 1 day as date) end as valid_until
from pair_rows
join evidence
    on pair_rows.record_kind = evidence.record_kind
    and pair_rows.ref_id = evidence.ref_id
order by pair_rows.home_code, pair_rows.partner_code, evidence.record_kind, evidence.ref_id, evidence.sector_code, evidence.focus_area_code, evidence.valid_from;
