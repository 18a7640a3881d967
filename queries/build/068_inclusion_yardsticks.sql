-- The national shares that inclusiveness is held against, each with its year and row: the smallest class among enterprises of
-- all sizes, and establishments outside Java in the same census. For the other groups the record holds no national share.
create table inclusion_yardsticks as
select
    country_code,
    size_class_code as inclusion_group_code,
    year,
    cast(enterprises_share_pct as double) / 100 as national_share,
    structure_id as ref_id
from msme_structure
where sector_as_stated is null
    and size_class_code in ('micro', 'small_scale')
    and enterprises_share_pct is not null
union all
select
    nation.country_code,
    'outside_java',
    nation.year,
    1 - cast(island.value as double) / nation.enterprises_all_sizes,
    island.area_code
from msme_structure as nation
join regional_structure as island
    on nation.sector_as_stated = 'All non-agricultural activities'
    and island.metric_stated = 'establishments, Economic Census ' || cast(nation.year as varchar) || ' (non-agricultural, all sizes), island group'
where island.area_code = 'ID-JW' -- ISO 3166-2 geographical unit: Java
    and nation.enterprises_all_sizes > 0
order by country_code, inclusion_group_code, year, ref_id
