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
with proofs as (
    select evidence.sector_code, evidence.focus_area_code, evidence.step_order
    from evidence
    join pair_rows
        on evidence.ref_id = pair_rows.ref_id
        and evidence.record_kind = pair_rows.record_kind
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and evidence.valid_from <= $as_of
        and (evidence.valid_before > $as_of or evidence.valid_before = date '9999-12-31')
)
select
    sector.code as sector_code,
    focus_area.code as focus_area_code,
    count(proofs.step_order) > 0 as is_lapsed
from codelist_sector as sector
cross join codelist_focus_area as focus_area
left join proofs
    on focus_area.code = proofs.focus_area_code
    and (sector.code = proofs.sector_code or proofs.sector_code is null)
where ($sector is null or sector.code = $sector)
    and ($focus is null or focus_area.code = $focus)
group by sector.code, sector.sort_order, focus_area.code, focus_area.sort_order
having coalesce(max(proofs.step_order), 0) <= 1 -- none or lapsed
order by cast(sector.sort_order as integer), cast(focus_area.sort_order as integer)
