-- @title: Share of cells covered, plain and by weight of the sectors
-- @grain: one row per year, the last one at the day asked for
-- @formula: Covered cells divided by all cells at the end of each year. Weighted: each sector's covered part of its focus areas, times the
--   sector's share of the home country's employment or enterprises, divided by the sum of these shares. The plain share of the same
--   sectors stands beside it, so that the two can be compared.
-- @method: Every cell is counted, none is estimated, so there is no interval. Weights come from one published series only, the one that
--   tells most of the country (employment where two tell as much); today's weights stand for all years. A weighted share is given where
--   at least 3 sectors have a published share and these hold at least half of what the series counts. A series may count firms of all
--   sizes or leave out agriculture; its own words stand beside the figure. A sector that the series does not name has no weight, not
--   weight zero.
-- @evidence: coverage.share_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the last day shown
-- @param from_year integer?: first year, 2010 where none is given
-- @param to_year integer?: last year before that of the day, which is always shown
-- @column year bigint: calendar year
-- @column matrix_cell_count bigint: all cells
-- @column covered_count bigint: cells that are covered
-- @column covered_share double: covered cells by all cells, 0 to 1
-- @column known_sector_count bigint: sectors with a published share
-- @column needed_sector_count bigint: sectors that a weighted share takes
-- @column known_weight double: what these sectors hold of the series, 0 to 1
-- @column known_covered_share double: the plain share over the same sectors, null without any
-- @column weighted_share double: the weighted share, null where too few sectors have a published share
-- @column share_basis_code varchar: employment or enterprises, null without any
-- @column share_year bigint: the year of the shares
-- @column population_scope varchar: what the series counts, as its source says
with years as (
    select distinct extract(year from valid_from) as year
    from evidence
    where extract(year from valid_from) between coalesce($from_year, 2010) and least(coalesce($to_year, 9999), extract(year from $as_of))
    union
    select extract(year from $as_of)
),
days as (
    select year, least(make_date(year, 12, 31), $as_of) as day
    from years
),
covered as (
    select distinct days.year, sector.code as sector_code, evidence.focus_area_code
    from days
    join pair_evidence as evidence
        on days.day between evidence.valid_from and evidence.valid_until
    join codelist_sector as sector
        on evidence.sector_code = sector.code
        or evidence.sector_code is null
    where evidence.home_code = $home
        and evidence.partner_code = $partner
        and evidence.step_code <> 'lapsed'
),
areas as (
    select count(*) as area_count from codelist_focus_area
),
by_sector as (
    select days.year, sector.code as sector_code, areas.area_count, count(covered.focus_area_code) as covered_count
    from days
    cross join codelist_sector as sector
    cross join areas
    left join covered
        on days.year = covered.year
        and sector.code = covered.sector_code
    group by days.year, sector.code, areas.area_count
),
weights as (
    select sector_code, sum(sector_share) as sector_share, share_basis, share_year, population_scope
    from weighing_shares
    where country_code = $home
    group by sector_code, share_basis, share_year, population_scope
),
counted as (
    select
        by_sector.year,
        cast(sum(by_sector.area_count) as bigint) as matrix_cell_count,
        cast(sum(by_sector.covered_count) as bigint) as covered_count,
        count(weights.sector_code) as known_sector_count,
        sum(weights.sector_share) as known_weight,
        cast(sum(case when weights.sector_code is not null then by_sector.covered_count end) as double)
        / nullif(sum(case when weights.sector_code is not null then by_sector.area_count end), 0) as known_covered_share,
        sum(weights.sector_share * by_sector.covered_count / by_sector.area_count) / nullif(sum(weights.sector_share), 0) as weighted_share,
        max(weights.share_basis) as share_basis_code,
        max(weights.share_year) as share_year,
        max(weights.population_scope) as population_scope
    from by_sector
    left join weights
        on by_sector.sector_code = weights.sector_code
    group by by_sector.year
)
select
    year,
    matrix_cell_count,
    covered_count,
    cast(covered_count as double) / nullif(matrix_cell_count, 0) as covered_share,
    known_sector_count,
    cast(3 as bigint) as needed_sector_count,
    coalesce(known_weight, 0.0) as known_weight,
    known_covered_share,
    case when known_sector_count >= 3 and known_weight >= 0.5 then weighted_share end as weighted_share,
    share_basis_code,
    share_year,
    population_scope
from counted
order by year
