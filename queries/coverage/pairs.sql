-- @title: Coverage of every pair in the record
-- @grain: one row per pair of countries, the pair asked for among them
-- @key: home_code, partner_code
-- @formula: Cells of sector and focus area that are covered on the day, judged for each pair as for the one asked for, the highest step that
--   any cell reaches, and agreements in force.
-- @method: Every cell is counted, none is estimated. Pairs are not recorded equally well: those that the record holds for comparison only,
--   and those with few rows, may do far more than the record says, so a low count is not a finding about them.
-- @evidence: coverage.pairs_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage is judged
-- @column home_code varchar: ISO 3166-1 alpha-3
-- @column partner_code varchar: ISO 3166-1 alpha-3
-- @column is_chosen boolean: whether it is the pair asked for
-- @column is_comparator boolean: whether it is there for comparison only
-- @column row_count bigint: agreements, engagements, programmes and outcomes of the pair
-- @column matrix_cell_count bigint: all cells
-- @column covered_count bigint: cells that are covered
-- @column covered_share double: covered cells by all cells, 0 to 1
-- @column coverage_step_code varchar: the highest step that any cell reaches
-- @column highest_count bigint: cells at that step, null where no evidence reaches any
-- @column in_force_count bigint: agreements in force
with pairs as (
    select home_code, partner_code, bool_and(is_comparator) as is_comparator, count(*) as row_count
    from pair_rows
    where home_code = $home
        or (partner_code <> $home and (partner_code = $partner or (home_code <> $partner and home_code < partner_code)))
    group by home_code, partner_code
),
proofs as (
    select distinct evidence.home_code, evidence.partner_code, evidence.sector_code, evidence.focus_area_code, evidence.step_order
    from pair_evidence as evidence
    join pairs
        on evidence.home_code = pairs.home_code
        and evidence.partner_code = pairs.partner_code
    where $as_of between evidence.valid_from and evidence.valid_until
),
judged as (
    select proofs.home_code, proofs.partner_code, sector.code as sector_code, proofs.focus_area_code, max(proofs.step_order) as step_order
    from proofs
    join codelist_sector as sector
        on proofs.sector_code = sector.code
        or proofs.sector_code is null
    group by proofs.home_code, proofs.partner_code, sector.code, proofs.focus_area_code
),
highest as (
    select
        home_code,
        partner_code,
        step_order,
        max(step_order) over (partition by home_code, partner_code) as highest_order
    from judged
),
counted as (
    select
        highest.home_code,
        highest.partner_code,
        highest.highest_order,
        count(*) filter (where cast(step.score as integer) > 0) as covered_count,
        count(*) filter (where highest.step_order = highest.highest_order) as highest_count
    from highest
    join codelist_coverage_step as step
        on highest.step_order = cast(step.sort_order as integer)
    group by highest.home_code, highest.partner_code, highest.highest_order
),
in_force as (
    select home_code, partner_code, count(distinct agreement_id) as in_force_count
    from pair_agreements
    where is_in_force
        and $as_of between valid_from and valid_until
    group by home_code, partner_code
),
cells as (
    select count(*) as matrix_cell_count
    from coverage_cells
)
select
    pairs.home_code,
    pairs.partner_code,
    pairs.home_code = $home and pairs.partner_code = $partner as is_chosen,
    pairs.is_comparator,
    pairs.row_count,
    cells.matrix_cell_count,
    coalesce(counted.covered_count, 0) as covered_count,
    cast(coalesce(counted.covered_count, 0) as double) / nullif(cells.matrix_cell_count, 0) as covered_share,
    step.code as coverage_step_code,
    counted.highest_count,
    coalesce(in_force.in_force_count, 0) as in_force_count
from pairs
cross join cells
left join counted
    on pairs.home_code = counted.home_code
    and pairs.partner_code = counted.partner_code
left join in_force
    on pairs.home_code = in_force.home_code
    and pairs.partner_code = in_force.partner_code
join codelist_coverage_step as step
    on coalesce(counted.highest_order, 0) = cast(step.sort_order as integer)
order by covered_count desc, coalesce(counted.highest_order, 0) desc, in_force_count desc, pairs.row_count desc, pairs.home_code, pairs.partner_code
