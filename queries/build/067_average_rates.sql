-- Units of each currency per US dollar, averaged over each year. A US dollar is one US dollar in every year: it needs no source.
create table average_rates as
select currency_code, year, cast(units_per_usd as double) as units_per_usd, source_id
from fx_rates
where rate_basis = 'period average'
union all
select distinct 'USD', year, cast(1 as double), null
from fx_rates
where rate_basis = 'period average'
order by currency_code, year;
