-- @title: Gaps by priority
-- @grain: one row per sector and focus area that is not yet delivering
-- @key: sector_code, focus_area_code
-- @formula: Priority = (1 − step/4) × the sector's share of the home country's employment, or of its enterprises where employment by sector is not
--   published. Where neither is published for the sector, no priority is given. Gaps of one priority stand in the order of the code lists.
-- @evidence: coverage.evidence
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage is judged
-- @param sector varchar?: only this sector
-- @param focus varchar?: only this focus area
-- @column sector_code varchar: sector group
-- @column focus_area_code varchar: focus area
-- @column coverage_step_code varchar: the highest step that any evidence reaches
-- @column priority_score double: 0 to 1, null where the sector's share is not published
-- @column sector_share double: the sector's share, 0 to 1
-- @column share_basis_code varchar: employment or enterprises
-- @column share_year bigint: the year of the share
-- @column ref_id varchar: the row of the national structure that the share stands on
with proofs as (
    select sector_code, focus_area_code, step_order
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
        coalesce(max(proofs.step_order), 0) as step_order
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
    step.code as coverage_step_code,
    (1 - cast(step.score as double) / 4) * share.sector_share as priority_score,
    share.sector_share,
    share.share_basis as share_basis_code,
    share.share_year,
    share.structure_id as ref_id
from judged
join codelist_coverage_step as step
    on judged.step_order = cast(step.sort_order as integer)
left join sector_shares as share
    on judged.sector_code = share.sector_code
    and share.country_code = $home
where cast(step.score as integer) < 4
order by priority_score desc nulls last, judged.sector_order, judged.focus_order
