-- Which sectors and focus areas sources name for each agreement, engagement and programme; one for which they name nothing has no row.
create table stated_scope as
select 'agreement' as record_kind, agreement_id as ref_id, sector_code, focus_area_code from agreement_scope
union all
select 'engagement', engagement_id, sector_code, focus_area_code from engagement_scope
union all
select 'program', program_id, sector_code, focus_area_code from program_scope
order by record_kind, ref_id, sector_code, focus_area_code;
