-- The cells in the place of the rows that they stand for.
insert into participants (
    participant_id, engagement_id, country_code, sector_code, region_code, size_class_code, mode_code, is_women_led, enterprise_count, is_group, source_id
)
select participant_id, engagement_id, country_code, sector_code, region_code, size_class_code, mode_code, is_women_led, enterprise_count, is_group, source_id
from cells
