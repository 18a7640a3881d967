-- @title: The rows that moved cells between two days
-- @grain: one row per row of the record and step whose proof holds on one of the two days only, in a cell that moved
-- @formula: Rows of the pair whose period of proof includes one of the two days and not the other. Rows that name no sector count for
--   every sector. Past evidence moves no cell and is left out.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param since date: the earlier day
-- @param as_of date: the later day
-- @param sector varchar?: only cells of this sector
-- @param focus varchar?: only cells of this focus area
-- @column ref_id varchar: the row's key
-- @column evidence_kind_code varchar: agreement, engagement, program or outcome
-- @column proof_change_code varchar: whether the proof began or ended between the days
-- @column coverage_step_code varchar: what the row proves
-- @column is_general boolean: whether its source names no sector
-- @column moved_count bigint: cells that moved and that it covers
-- @column valid_from date: first day of the proof
-- @column valid_before date: first day after it, 9999-12-31 where none is known
with proofs as (
    select
        record_kind,
        ref_id,
        sector_code,
        focus_area_code,
        step_code,
        step_order,
        score,
        min(valid_from) as valid_from,
        max(valid_before) as valid_before,
        bool_or($since between valid_from and valid_until) as is_before,
        bool_or($as_of between valid_from and valid_until) as is_after
    from pair_evidence
    where home_code = $home
        and partner_code = $partner
        and step_code <> 'lapsed'
    group by record_kind, ref_id, sector_code, focus_area_code, step_code, step_order, score
),
moved as (
    select sector.code as sector_code, proofs.focus_area_code
    from proofs
    join codelist_sector as sector
        on proofs.sector_code = sector.code
        or proofs.sector_code is null
    where ($sector is null or sector.code = $sector)
        and ($focus is null or proofs.focus_area_code = $focus)
    group by sector.code, proofs.focus_area_code
    having coalesce(max(case when proofs.is_before then proofs.score end), 0) <> coalesce(max(case when proofs.is_after then proofs.score end), 0)
)
select
    proofs.ref_id,
    proofs.record_kind as evidence_kind_code,
    case when proofs.is_after then 'began' else 'ended' end as proof_change_code,
    proofs.step_code as coverage_step_code,
    bool_and(proofs.sector_code is null) as is_general,
    count(*) as moved_count,
    min(proofs.valid_from) as valid_from,
    max(proofs.valid_before) as valid_before
from proofs
join moved
    on proofs.focus_area_code = moved.focus_area_code
    and (proofs.sector_code = moved.sector_code or proofs.sector_code is null)
where proofs.is_before <> proofs.is_after
group by proofs.ref_id, proofs.record_kind, proofs.step_code, proofs.step_order, proofs.is_after
order by proof_change_code, proofs.step_order desc, evidence_kind_code, valid_from desc, proofs.ref_id
