-- @title: Rows that a chosen period leaves out
-- @grain: one row per row of the pair without a date
-- @formula: Rows whose date no source gives. They count where no period is chosen; where one is, they cannot be placed in it.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column ref_id varchar: the row
-- @column evidence_kind_code varchar: agreement, engagement, program or outcome
select distinct
    ref_id,
    record_kind as evidence_kind_code
from pair_scope
where home_code = $home
    and partner_code = $partner
    and dated_year is null
    and known_from <= $as_of
    and ($sector is null or sector_code is null or sector_code = $sector)
    and ($focus is null or focus_area_code = $focus)
order by evidence_kind_code, ref_id
