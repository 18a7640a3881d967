-- What the lists say of each enterprise, one row a field.
create table attributes as
with listed as (
    select
        participants.participant_id,
        participants.country_code,
        participants.sector_code,
        participants.size_class_code,
        cast(participants.is_women_led as varchar) as is_women_led,
        participants.region_code,
        participants.mode_code,
        participants.source_id
    from participants
    join enterprise_rows
        on participants.participant_id = enterprise_rows.ref_id
        and enterprise_rows.table_name = 'participants'
)
select participant_id, 'country_code' as field_name, country_code as value from listed
union all
select participant_id, 'sector_code', sector_code from listed
union all
select participant_id, 'size_class_code', size_class_code from listed
union all
select participant_id, 'is_women_led', is_women_led from listed
union all
select participant_id, 'region_code', region_code from listed
union all
select participant_id, 'mode_code', mode_code from listed
union all
select participant_id, 'source_id', source_id from listed
