-- By which groups inclusiveness is judged in which country: who leads an enterprise, the smallest class of the country's law, and
-- what lies outside its economic core. Which regions are the core is in the code list core_region.
create table inclusion_groups as
with laws as (
    select
        country_code,
        max(case when size_class_code = 'micro' then 1 else 0 end) as has_micro,
        max(case when size_class_code = 'small_scale' then 1 else 0 end) as has_small_scale
    from size_class_rules
    group by country_code
)
select code as country_code, 'women_led' as inclusion_group_code
from codelist_country
union all
select country.code, case when laws.has_micro = 0 and laws.has_small_scale = 1 then 'small_scale' else 'micro' end
from codelist_country as country
left join laws
    on country.code = laws.country_code
union all
select distinct regions.country_code, core.inclusion_group_code
from codelist_core_region as core
join regions
    on core.code = regions.region_code
order by country_code, inclusion_group_code
