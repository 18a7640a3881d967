-- @title: Gaps as points of an agenda
-- @grain: one row per sector and focus area that is not yet delivering, in the order in which it would be discussed
-- @formula: Gaps in the order of their priority, (1 − step/4) × the sector's share of the home country's employment or enterprises; gaps of one
--   priority stand in the order of the code lists; those whose sector has no published share come after them, without a number. Beside each stands
--   the nearest row on record: one that covers the cell itself, else past evidence in it, else current evidence of the same sector in another focus
--   area, else current evidence of another sector in the same focus area; of several the highest step, then the latest.
-- @method: The order says where a step forward would concern the largest part of the country, not where it would be cheapest or wanted.
--   Shares on different bases (employment, enterprises) stand in one order as they are published.
-- @evidence: coverage.evidence
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage is judged
-- @param sector varchar?: only this sector
-- @param focus varchar?: only this focus area
-- @column agenda_order bigint: place on the agenda, null where the gap is not ranked
-- @column sector_code varchar: sector group
-- @column focus_area_code varchar: focus area
-- @column coverage_step_code varchar: the highest step that any evidence reaches
-- @column own_count bigint: rows of any time that name the sector in this focus area
-- @column priority_score double: 0 to 1, null where the sector's share is not published
-- @column sector_share double: the sector's share, 0 to 1
-- @column share_basis_code varchar: employment or enterprises
-- @column share_year bigint: the year of the share
-- @column nearness_code varchar: where the nearest row stands, null where there is none
-- @column ref_id varchar: the nearest row
-- @column near_step_code varchar: what it proves
-- @column near_sector_code varchar: the sector it names, null where it names none
-- @column near_focus_area_code varchar: its focus area
with proofs as (
    select
        ref_id,
        sector_code,
        focus_area_code,
        step_code,
        step_order,
        valid_from
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
        count(distinct case when proofs.sector_code is not null then proofs.ref_id end) as own_count
    from coverage_cells as cells
    left join proofs
        on cells.focus_area_code = proofs.focus_area_code
        and (cells.sector_code = proofs.sector_code or proofs.sector_code is null)
    where ($sector is null or cells.sector_code = $sector)
        and ($focus is null or cells.focus_area_code = $focus)
    group by cells.sector_code, cells.sector_order, cells.focus_area_code, cells.focus_order
),
gaps as (
    select
        judged.sector_code,
        judged.sector_order,
        judged.focus_area_code,
        judged.focus_order,
        judged.own_count,
        step.code as coverage_step_code,
        (1 - cast(step.score as double) / 4) * share.sector_share as priority_score,
        share.sector_share,
        share.share_basis as share_basis_code,
        share.share_year
    from judged
    join codelist_coverage_step as step
        on judged.step_order = cast(step.sort_order as integer)
    left join sector_shares as share
        on judged.sector_code = share.sector_code
        and share.country_code = $home
    where cast(step.score as integer) < 4
),
near as (
    select
        gaps.sector_code as gap_sector_code,
        gaps.focus_area_code as gap_focus_area_code,
        proofs.ref_id,
        proofs.sector_code,
        proofs.focus_area_code,
        proofs.step_code,
        proofs.step_order,
        proofs.valid_from,
        case
            when proofs.focus_area_code = gaps.focus_area_code and coalesce(proofs.sector_code, gaps.sector_code) = gaps.sector_code
                then case when proofs.step_code = 'lapsed' then 2 else 1 end
            when proofs.sector_code = gaps.sector_code then 3
            else 4
        end as distance
    from gaps
    join proofs
        on gaps.focus_area_code = proofs.focus_area_code
        or gaps.sector_code = proofs.sector_code
    where proofs.step_code <> 'lapsed'
        or (proofs.focus_area_code = gaps.focus_area_code and coalesce(proofs.sector_code, gaps.sector_code) = gaps.sector_code)
),
nearest as (
    select gap_sector_code, gap_focus_area_code, ref_id, sector_code, focus_area_code, step_code, distance
    from near
    qualify row_number() over (
            partition by gap_sector_code, gap_focus_area_code
            order by distance, case when sector_code is null then 1 else 0 end, step_order desc, valid_from desc, ref_id, sector_code, focus_area_code
        ) = 1
)
select
    case
        when gaps.priority_score is not null
            then row_number() over (order by gaps.priority_score desc nulls last, gaps.sector_order, gaps.focus_order)
    end as agenda_order,
    gaps.sector_code,
    gaps.focus_area_code,
    gaps.coverage_step_code,
    gaps.own_count,
    gaps.priority_score,
    gaps.sector_share,
    gaps.share_basis_code,
    gaps.share_year,
    case nearest.distance
        when 1 then 'cell'
        when 2 then 'cell_lapsed'
        when 3 then 'same_sector'
        when 4 then 'same_focus'
    end as nearness_code,
    nearest.ref_id,
    nearest.step_code as near_step_code,
    nearest.sector_code as near_sector_code,
    nearest.focus_area_code as near_focus_area_code
from gaps
left join nearest
    on gaps.sector_code = nearest.gap_sector_code
    and gaps.focus_area_code = nearest.gap_focus_area_code
order by gaps.priority_score desc nulls last, gaps.sector_order, gaps.focus_order
