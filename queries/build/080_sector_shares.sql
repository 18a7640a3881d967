-- Each sector's share of its country's enterprises or employment: the yardstick for gaps. Only series that cover all
-- sectors of a country serve, and only sectors whose classification matches a group of ours; the latest year wins,
-- employment before enterprises.
create table sector_shares as
with totals as (
    select country_code, year, population_scope, source_id, max(enterprises) as enterprises, max(employment) as employment
    from msme_structure
    where sector_code is null
        and isic_code is null
        and (lower(sector_as_stated) like '%total%' or lower(sector_as_stated) like 'all %')
    group by country_code, year, population_scope, source_id
),
shares as (
    select
        rows.structure_id,
        rows.country_code,
        rows.sector_code,
        rows.year as share_year,
        case
            when rows.employment is not null and totals.employment is not null then 'employment'
            else 'enterprises'
        end as share_basis,
        case
            when rows.employment is not null and totals.employment is not null then cast(rows.employment as double) / totals.employment
            when rows.enterprises is not null and totals.enterprises is not null and rows.share_basis like 'SMEs%' then cast(rows.enterprises as double) / totals.enterprises
            when rows.share_basis like 'percent of all%' then cast(rows.share_pct as double) / 100
        end as sector_share
    from msme_structure as rows
    join totals
        on rows.country_code = totals.country_code
        and rows.year = totals.year
        and rows.population_scope = totals.population_scope
    where rows.sector_code is not null
)
select structure_id, country_code, sector_code, share_year, share_basis, sector_share
from shares
where sector_share is not null
qualify row_number() over (
        partition by country_code, sector_code
        order by share_year desc, share_basis, structure_id
    ) = 1
order by country_code, sector_code;
