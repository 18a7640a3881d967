-- One row a cell in the place of its enterprises; its key is made of nothing but what is shown, and its source is the list that most
-- of them stand in.
create table cells as
with ended as (
    select shown.participant_id, shown.cell, of_all_lists.cell as wider_cell
    from shown
    join shown as of_all_lists
        on shown.participant_id = of_all_lists.participant_id
        and of_all_lists.field_name = 'mode_code'
    where shown.field_name = 'source_id'
),
described as (
    select
        ended.cell,
        max(case when shown.field_name = 'country_code' then shown.value end) as country_code,
        max(case when shown.field_name = 'sector_code' then shown.value end) as sector_code,
        max(case when shown.field_name = 'size_class_code' then shown.value end) as size_class_code,
        max(case when shown.field_name = 'is_women_led' then shown.value end) as is_women_led,
        max(case when shown.field_name = 'region_code' then shown.value end) as region_code,
        max(case when shown.field_name = 'mode_code' then shown.value end) as mode_code,
        bool_or(shown.field_name = 'enterprise_name' and shown.is_withheld) as hides_enterprise_name,
        bool_or(shown.field_name = 'country_code' and shown.is_withheld) as hides_country_code,
        bool_or(shown.field_name = 'sector_code' and shown.is_withheld) as hides_sector_code,
        bool_or(shown.field_name = 'size_class_code' and shown.is_withheld) as hides_size_class_code,
        bool_or(shown.field_name = 'is_women_led' and shown.is_withheld) as hides_is_women_led,
        bool_or(shown.field_name = 'region_code' and shown.is_withheld) as hides_region_code,
        bool_or(shown.field_name = 'mode_code' and shown.is_withheld) as hides_mode_code
    from ended
    join shown
        on ended.participant_id = shown.participant_id
    group by ended.cell
),
sourced as (
    select ended.cell, participants.source_id
    from ended
    join participants
        on ended.participant_id = participants.participant_id
    group by ended.cell, participants.source_id
    qualify row_number() over (
            partition by ended.cell
            order by sum(greatest(coalesce(participants.enterprise_count, 1), 0)) desc, participants.source_id
        ) = 1
),
listed as (
    select
        ended.cell,
        ended.wider_cell,
        participants.engagement_id,
        participants.is_group,
        counted.participant_counting_code,
        sum(case when participants.is_group then participants.enterprise_count else coalesce(participants.enterprise_count, 1) end) as enterprise_count
    from ended
    join participants
        on ended.participant_id = participants.participant_id
    join participants_counted as counted
        on participants.participant_id = counted.ref_id
    group by ended.cell, ended.wider_cell, participants.engagement_id, participants.is_group, counted.participant_counting_code
)
select
    listed.engagement_id || '-' || substr(md5(listed.wider_cell || '/' || sourced.source_id), 1, 12) as participant_id,
    listed.engagement_id,
    sourced.source_id,
    listed.is_group,
    listed.participant_counting_code,
    cast(listed.enterprise_count as bigint) as enterprise_count,
    described.country_code,
    described.sector_code,
    described.size_class_code,
    cast(described.is_women_led as boolean) as is_women_led,
    described.region_code,
    described.mode_code,
    concat_ws(
        ';',
        case when described.hides_enterprise_name then 'enterprise_name' end,
        case when described.hides_country_code then 'country_code' end,
        case when described.hides_sector_code then 'sector_code' end,
        case when described.hides_size_class_code then 'size_class_code' end,
        case when described.hides_is_women_led then 'is_women_led' end,
        case when described.hides_region_code then 'region_code' end,
        case when described.hides_mode_code then 'mode_code' end
    ) as withheld_fields
from listed
join described
    on listed.cell = described.cell
join sourced
    on listed.cell = sourced.cell
