-- Which engagements a pair, a focus area and a sector choose: one row per pair of countries, engagement, focus area and sector that it
-- names, with the days and years that filters compare. An engagement that names no sector concerns every sector; one that names no focus
-- area concerns none.
create table pair_engagements as
with areas as (
    select distinct ref_id as engagement_id, focus_area_code
    from row_scope
    where record_kind = 'engagement'
        and focus_area_code is not null
),
sectors as (
    select distinct ref_id as engagement_id, sector_code
    from row_scope
    where record_kind = 'engagement'
        and sector_code is not null
)
select
    pair_rows.home_code,
    pair_rows.partner_code,
    engagements.engagement_id,
    engagements.engagement_stage_code,
    areas.focus_area_code,
    sectors.sector_code,
    engagement_days.known_from,
    extract(year from engagement_days.first_day) as first_year,
    extract(year from engagement_days.last_day) as last_year
from pair_rows
join engagements
    on pair_rows.ref_id = engagements.engagement_id
    and pair_rows.record_kind = 'engagement'
join engagement_days
    on engagements.engagement_id = engagement_days.engagement_id
left join areas
    on engagements.engagement_id = areas.engagement_id
left join sectors
    on engagements.engagement_id = sectors.engagement_id
order by pair_rows.home_code, pair_rows.partner_code, engagements.engagement_id, areas.focus_area_code, sectors.sector_code;
