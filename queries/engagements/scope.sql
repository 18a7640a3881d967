-- @title: What an engagement was about
-- @grain: one row per focus area and sector that its sources name
-- @formula: The focus areas and sectors that the sources name for this engagement. Without a sector, the source names none.
-- @param engagement varchar: the engagement's key
-- @column ref_id varchar: the engagement
-- @column focus_area_code varchar: focus area
-- @column sector_code varchar: sector group, null where the source names none or ours has none for it
-- @column sector_as_stated varchar: the sector in the source's words, null where it names none
-- @column source_id varchar: the source that names it
select
    scope.engagement_id as ref_id,
    scope.focus_area_code,
    scope.sector_code,
    scope.sector_as_stated,
    scope.source_id
from engagement_scope as scope
left join codelist_focus_area as focus_area
    on scope.focus_area_code = focus_area.code
where scope.engagement_id = $engagement
order by cast(focus_area.sort_order as integer), scope.focus_area_code, scope.sector_as_stated
