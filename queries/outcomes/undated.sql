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
    pair_rows.ref_id,
    pair_rows.record_kind as evidence_kind_code
from pair_rows
join row_scope as scope
    on pair_rows.record_kind = scope.record_kind
    and pair_rows.ref_id = scope.ref_id
join known_by
    on pair_rows.record_kind = known_by.record_kind
    and pair_rows.ref_id = known_by.ref_id
where pair_rows.home_code = $home
    and pair_rows.partner_code = $partner
    and not known_by.is_dated
    and known_by.known_by <= $as_of
    and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
    and ($focus is null or scope.focus_area_code = $focus)
order by evidence_kind_code, ref_id
