-- The published shares that weigh the sectors of a country: those of the one series that tells most of it, employment before enterprises
-- where two tell as much.
create table weighing_shares as
with series as (
    select
        country_code,
        share_basis,
        share_year,
        population_scope,
        row_number() over (partition by country_code order by sum(sector_share) desc, share_basis, share_year desc, population_scope) as place
    from national_shares
    group by country_code, share_basis, share_year, population_scope
)
select
    shares.country_code, shares.structure_id, shares.sector_code, shares.sector_share, shares.share_basis, shares.share_year, shares.population_scope
from national_shares as shares
join series
    on shares.country_code = series.country_code
    and shares.share_basis = series.share_basis
    and shares.share_year = series.share_year
    and shares.population_scope = series.population_scope
where series.place = 1
order by shares.country_code, shares.sector_code, shares.structure_id;
