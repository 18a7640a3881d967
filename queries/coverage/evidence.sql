-- @title: The rows behind coverage
-- @grain: one row per row of the record and step it proves, for the cell or cells asked for
-- @formula: Rows of the pair whose period of proof includes the day. Rows that name no sector count for every sector.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage is judged
-- @param sector varchar?: only this sector and rows that name none
-- @param focus varchar?: only this focus area
-- @column ref_id varchar: the row's key
-- @column evidence_kind_code varchar: agreement, engagement, program or outcome
-- @column coverage_step_code varchar: what the row proves on the day
-- @column is_general boolean: whether its source names no sector
-- @column valid_from date: first day of the proof
-- @column valid_before date: first day after it, 9999-12-31 where none is known
with proofs as (
    select
        record_kind,
        ref_id,
        step_code,
        step_order,
        sector_code,
        valid_from,
        valid_before
    from pair_evidence
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    ref_id,
    record_kind as evidence_kind_code,
    step_code as coverage_step_code,
    bool_and(sector_code is null) as is_general,
    valid_from,
    valid_before
from proofs
group by ref_id, record_kind, step_code, step_order, valid_from, valid_before
order by step_order desc, record_kind, valid_from desc, ref_id
