-- Which rows of the record a pair of countries, a sector and a focus area choose: one row per pair, row, and sector and focus area that
-- it names, with the day from which it is known and the year of its own date, null without one. A programme that a country runs for its
-- own enterprises stands under that country as both sides of the pair.
create table pair_scope as
with paired as (
    select record_kind, ref_id, home_code, partner_code, false as is_domestic from pair_rows
    union all
    select 'program', program_id, country_code as home_code, country_code as partner_code, true from domestic_programs
)
select
    paired.home_code,
    paired.partner_code,
    paired.is_domestic,
    paired.record_kind,
    paired.ref_id,
    scope.sector_code,
    scope.focus_area_code,
    known_by.known_by as known_from,
    case when known_by.is_dated then extract(year from known_by.known_by) end as dated_year
from paired
join row_scope as scope
    on paired.record_kind = scope.record_kind
    and paired.ref_id = scope.ref_id
join known_by
    on paired.record_kind = known_by.record_kind
    and paired.ref_id = known_by.ref_id
order by paired.home_code, paired.partner_code, paired.record_kind, paired.ref_id, scope.sector_code, scope.focus_area_code;
