-- The cells of the coverage matrix: every sector in every focus area, with their places in it.
create table coverage_cells as
select
    sector.code as sector_code,
    cast(sector.sort_order as integer) as sector_order,
    focus_area.code as focus_area_code,
    cast(focus_area.sort_order as integer) as focus_order
from codelist_sector as sector
cross join codelist_focus_area as focus_area
order by sector_order, focus_order;
