-- @title: Coverage at the end of each year
-- @grain: one row per year, sector and focus area that any evidence reaches
-- @key: year, sector_code, focus_area_code
-- @formula: The step of each cell on 31 December of the year, in the last year on the day asked for.
-- @evidence: coverage.evidence
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the last day shown
-- @param from_year integer?: first year, 2010 where none is given
-- @param to_year integer?: last year before that of the day, which is always shown
-- @column year bigint: calendar year
-- @column sector_code varchar: sector group
-- @column focus_area_code varchar: focus area
-- @column coverage_step_code varchar: the highest step that any evidence reaches
-- @column score integer: 0 to 4
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
proofs as (
    select
        days.year,
        evidence.sector_code,
        evidence.focus_area_code,
        evidence.step_order
    from days
    join pair_evidence as evidence
        on days.day between evidence.valid_from and evidence.valid_until
    where evidence.home_code = $home
        and evidence.partner_code = $partner
),
judged as (
    select
        proofs.year,
        sector.code as sector_code,
        cast(sector.sort_order as integer) as sector_order,
        proofs.focus_area_code,
        max(proofs.step_order) as step_order
    from proofs
    join codelist_sector as sector
        on proofs.sector_code = sector.code
        or proofs.sector_code is null
    group by proofs.year, sector.code, sector.sort_order, proofs.focus_area_code
)
select
    judged.year,
    judged.sector_code,
    judged.focus_area_code,
    step.code as coverage_step_code,
    cast(step.score as integer) as score
from judged
join codelist_coverage_step as step
    on judged.step_order = cast(step.sort_order as integer)
order by judged.year, judged.sector_order, judged.focus_area_code
