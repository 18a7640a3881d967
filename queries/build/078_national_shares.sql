-- What sources publish of a sector's share of its country: one row per row of the national structure and basis. Only series
-- that cover all sectors of a country serve, and only sectors whose classification matches a group of ours.
create table national_shares as
with totals as (
    select country_code, year, population_scope, source_id, max(enterprises) as enterprises, max(employment) as employment
    from msme_structure
    where sector_code is null
        and isic_code is null
        and (lower(sector_as_stated) like '%total%' or lower(sector_as_stated) like 'all %')
    group by country_code, year, population_scope, source_id
),
measured as (
    select
        rows.structure_id,
        rows.country_code,
        rows.sector_code,
        rows.year as share_year,
        rows.population_scope,
        cast(rows.employment as double) / nullif(totals.employment, 0) as employment_share,
        case
            when rows.enterprises is not null and totals.enterprises is not null and rows.share_basis like 'SMEs%'
                then cast(rows.enterprises as double) / nullif(totals.enterprises, 0)
            when rows.share_basis like 'percent of all%' then cast(rows.share_pct as double) / 100
        end as enterprise_share
    from msme_structure as rows
    join totals
        on rows.country_code = totals.country_code
        and rows.year = totals.year
        and rows.population_scope = totals.population_scope
    where rows.sector_code is not null
),
shares as (
    select structure_id, country_code, sector_code, share_year, population_scope, 'employment' as share_basis, employment_share as sector_share from measured
    union all
    select structure_id, country_code, sector_code, share_year, population_scope, 'enterprises', enterprise_share from measured
)
select distinct structure_id, country_code, sector_code, share_year, population_scope, share_basis, sector_share
from shares
where sector_share is not null
order by country_code, sector_code, share_year, share_basis, structure_id;
