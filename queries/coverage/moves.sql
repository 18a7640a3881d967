-- @title: Cells that gained or lost cover between two days
-- @grain: one row per sector and focus area whose step counts differently on the two days
-- @formula: The step of each cell on the earlier and on the later day. Gained: covered on the later day only. Lost: covered on the
--   earlier day only. Risen and fallen: covered on both, on a higher or lower step. All other cells are the same, so that cells =
--   same + gained + lost + risen + fallen.
-- @method: Every cell is counted, none is estimated, so there is no interval. A cell that was never covered and one that was covered
--   only in the past count alike: both are not covered. What came and went between the two days does not show.
-- @evidence: coverage.moves_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param since date: the earlier day
-- @param as_of date: the later day
-- @column sector_code varchar: sector group
-- @column focus_area_code varchar: focus area
-- @column move_code varchar: gained, lost, risen or fallen
-- @column step_before_code varchar: the highest step on the earlier day
-- @column step_after_code varchar: the highest step on the later day
-- @column proof_began_count bigint: rows whose proof holds on the later day only
-- @column proof_ended_count bigint: rows whose proof holds on the earlier day only
with proofs as (
    select
        ref_id,
        sector_code,
        focus_area_code,
        step_code,
        step_order,
        bool_or($since between valid_from and valid_until) as is_before,
        bool_or($as_of between valid_from and valid_until) as is_after
    from pair_evidence
    where home_code = $home
        and partner_code = $partner
    group by ref_id, sector_code, focus_area_code, step_code, step_order
),
judged as (
    select
        cells.sector_code,
        cells.sector_order,
        cells.focus_area_code,
        cells.focus_order,
        coalesce(max(case when proofs.is_before then proofs.step_order end), 0) as order_before,
        coalesce(max(case when proofs.is_after then proofs.step_order end), 0) as order_after,
        count(distinct case when proofs.is_after and not proofs.is_before and proofs.step_code <> 'lapsed' then proofs.ref_id end) as proof_began_count,
        count(distinct case when proofs.is_before and not proofs.is_after and proofs.step_code <> 'lapsed' then proofs.ref_id end) as proof_ended_count
    from coverage_cells as cells
    left join proofs
        on cells.focus_area_code = proofs.focus_area_code
        and (cells.sector_code = proofs.sector_code or proofs.sector_code is null)
    group by cells.sector_code, cells.sector_order, cells.focus_area_code, cells.focus_order
),
scored as (
    select
        judged.sector_code,
        judged.sector_order,
        judged.focus_area_code,
        judged.focus_order,
        judged.proof_began_count,
        judged.proof_ended_count,
        step_before.code as step_before_code,
        step_after.code as step_after_code,
        cast(step_before.score as integer) as score_before,
        cast(step_after.score as integer) as score_after
    from judged
    join codelist_coverage_step as step_before
        on judged.order_before = cast(step_before.sort_order as integer)
    join codelist_coverage_step as step_after
        on judged.order_after = cast(step_after.sort_order as integer)
)
select
    sector_code,
    focus_area_code,
    case
        when score_before = 0 then 'gained'
        when score_after = 0 then 'lost'
        when score_after > score_before then 'risen'
        else 'fallen'
    end as move_code,
    step_before_code,
    step_after_code,
    proof_began_count,
    proof_ended_count
from scored
where score_before <> score_after
order by sector_order, focus_order
