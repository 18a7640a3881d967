-- @title: What nothing covers
-- @grain: one row per sector and focus area that no evidence covers on the day
-- @formula: Cells of sector and focus area whose step on the day is none or lapsed: no agreement in force, no engagement within 24 months,
--   no open programme and no outcome within 36 months covers them, not even without a named sector.
-- @evidence: coverage.evidence
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage is judged
-- @param sector varchar?: only this sector
-- @param focus varchar?: only this focus area
-- @column sector_code varchar: sector group
-- @column focus_area_code varchar: focus area
-- @column is_lapsed boolean: whether there is past evidence
select
    cells.sector_code,
    cells.focus_area_code,
    count(evidence.step_order) > 0 as is_lapsed
from coverage_cells as cells
left join pair_evidence as evidence
    on cells.focus_area_code = evidence.focus_area_code
    and (cells.sector_code = evidence.sector_code or evidence.sector_code is null)
    and evidence.home_code = $home
    and evidence.partner_code = $partner
    and $as_of between evidence.valid_from and evidence.valid_until
where ($sector is null or cells.sector_code = $sector)
    and ($focus is null or cells.focus_area_code = $focus)
group by cells.sector_code, cells.sector_order, cells.focus_area_code, cells.focus_order
having coalesce(max(evidence.step_order), 0) <= 1 -- none or lapsed
order by cells.sector_order, cells.focus_order
