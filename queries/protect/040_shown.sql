-- What is shown of each enterprise, field by field: of its name nothing. A cell is a set of enterprises of which the same is
-- shown; it begins with those that the lists name at one engagement and that are counted in the same way. Which list a row stands in
-- comes last of all, since a correction by file moves its rows to a list of their own.
create table shown as
select
    participants.participant_id,
    'enterprise_name' as field_name,
    cast(null as varchar) as value,
    participants.enterprise_name is not null as is_withheld,
    concat_ws(
        '/', participants.engagement_id, case when participants.is_group then 'group' else 'name' end,
        case when participants.is_group and participants.enterprise_count is null then 'unnumbered' else 'numbered' end, counted.participant_counting_code
    ) as cell,
    enterprise_rows.enterprise_count
from participants
join enterprise_rows
    on participants.participant_id = enterprise_rows.ref_id
    and enterprise_rows.table_name = 'participants'
join participants_counted as counted
    on participants.participant_id = counted.ref_id
