-- @title: Coverage of each sector and focus area
-- @grain: one row per sector and focus area
-- @key: sector_code, focus_area_code
-- @formula: The step of a cell is the highest that the evidence of the pair reaches on the day: an agreement in force commits, an engagement within
--   24 months is active, an open programme finances, an outcome within 36 months delivers, past evidence alone has lapsed. An engagement or outcome
--   without a date of its own is past evidence, an outcome over firms of all sizes none. Evidence whose source names no sector counts for every
--   sector and is also shown apart.
-- @evidence: coverage.evidence
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage is judged
-- @column sector_code varchar: sector group
-- @column focus_area_code varchar: focus area
-- @column coverage_step_code varchar: the highest step that any evidence reaches
-- @column score integer: 0 to 4, the step as a number
-- @column own_step_code varchar: the highest step of evidence that names the sector, null without any
-- @column general_step_code varchar: the highest step of evidence that names no sector, null without any
-- @column agreement_count bigint: agreements in force that cover the cell
-- @column engagement_count bigint: engagements within 24 months
-- @column program_count bigint: open programmes
-- @column outcome_count_in_cell bigint: outcomes within 36 months
-- @column lapsed_count bigint: rows that are only past evidence
-- @column own_count bigint: rows of all kinds that name the sector
with proofs as (
    select
        record_kind,
        ref_id,
        sector_code,
        focus_area_code,
        step_code,
        step_order
    from pair_evidence
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
),
judged as (
    select
        cells.sector_code,
        cells.sector_order,
        cells.focus_area_code,
        cells.focus_order,
        coalesce(max(proofs.step_order), 0) as step_order,
        max(case when proofs.sector_code is not null then proofs.step_order end) as own_order,
        max(case when proofs.sector_code is null then proofs.step_order end) as general_order,
        count(distinct case when proofs.step_code = 'committed' then proofs.ref_id end) as agreement_count,
        count(distinct case when proofs.step_code = 'active' then proofs.ref_id end) as engagement_count,
        count(distinct case when proofs.step_code = 'financed' then proofs.ref_id end) as program_count,
        count(distinct case when proofs.step_code = 'delivering' then proofs.ref_id end) as outcome_count_in_cell,
        count(distinct case when proofs.step_code = 'lapsed' then proofs.ref_id end) as lapsed_count,
        count(distinct case when proofs.sector_code is not null then proofs.ref_id end) as own_count
    from coverage_cells as cells
    left join proofs
        on cells.focus_area_code = proofs.focus_area_code
        and (cells.sector_code = proofs.sector_code or proofs.sector_code is null)
    group by cells.sector_code, cells.sector_order, cells.focus_area_code, cells.focus_order
)
select
    judged.sector_code,
    judged.focus_area_code,
    step.code as coverage_step_code,
    cast(step.score as integer) as score,
    own_step.code as own_step_code,
    general_step.code as general_step_code,
    judged.agreement_count,
    judged.engagement_count,
    judged.program_count,
    judged.outcome_count_in_cell,
    judged.lapsed_count,
    judged.own_count
from judged
join codelist_coverage_step as step
    on judged.step_order = cast(step.sort_order as integer)
left join codelist_coverage_step as own_step
    on judged.own_order = cast(own_step.sort_order as integer)
left join codelist_coverage_step as general_step
    on judged.general_order = cast(general_step.sort_order as integer)
order by judged.sector_order, judged.focus_order
