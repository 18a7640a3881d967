-- @title: Coverage that rose or fell in two years
-- @grain: one row per sector and focus area whose step differs from that of 24 months before the day
-- @key: sector_code, focus_area_code
-- @formula: The step of the cell on the day less its step 24 months before, each the highest that the evidence of the pair reaches.
--   Evidence that names no sector counts for every sector. None and lapsed are both 0, so a change between them is none.
-- @evidence: coverage.evidence
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the later day
-- @param sector varchar?: only this sector
-- @param focus varchar?: only this focus area
-- @column sector_code varchar: sector group
-- @column focus_area_code varchar: focus area
-- @column earlier_step_code varchar: step 24 months before the day
-- @column coverage_step_code varchar: step on the day
-- @column step_change integer: steps gained, or lost where below 0
with days as (
    select 0 as is_now, cast($as_of - interval 24 month as date) as day
    union all
    select 1, $as_of
),
proofs as (
    select days.is_now, evidence.sector_code, evidence.focus_area_code, evidence.step_order
    from days
    join pair_evidence as evidence
        on days.day between evidence.valid_from and evidence.valid_until
    where evidence.home_code = $home
        and evidence.partner_code = $partner
),
judged as (
    select
        cells.sector_code,
        cells.sector_order,
        cells.focus_area_code,
        cells.focus_order,
        coalesce(max(case when proofs.is_now = 0 then proofs.step_order end), 0) as earlier_order,
        coalesce(max(case when proofs.is_now = 1 then proofs.step_order end), 0) as step_order
    from coverage_cells as cells
    left join proofs
        on cells.focus_area_code = proofs.focus_area_code
        and (cells.sector_code = proofs.sector_code or proofs.sector_code is null)
    where ($sector is null or cells.sector_code = $sector)
        and ($focus is null or cells.focus_area_code = $focus)
    group by cells.sector_code, cells.sector_order, cells.focus_area_code, cells.focus_order
)
select
    judged.sector_code,
    judged.focus_area_code,
    earlier.code as earlier_step_code,
    step.code as coverage_step_code,
    cast(step.score as integer) - cast(earlier.score as integer) as step_change
from judged
join codelist_coverage_step as step
    on judged.step_order = cast(step.sort_order as integer)
join codelist_coverage_step as earlier
    on judged.earlier_order = cast(earlier.sort_order as integer)
where step.score <> earlier.score
order by step_change, judged.focus_order, judged.sector_order
