-- Split each cell by one more field. A value that fewer enterprises than the least share is withheld, and so is the value that
-- comes next in number where those withheld would still be fewer than the least: then no cell and no rest of a cell is small.
insert into shown
with members as (
    select shown.participant_id, shown.cell, shown.enterprise_count, attributes.value
    from shown
    join attributes
        on shown.participant_id = attributes.participant_id
        and attributes.field_name = $field
    where shown.field_name = $before
),
parts as (
    select cell, value, sum(enterprise_count) as enterprise_count
    from members
    group by cell, value
),
ranked as (
    select
        cell,
        value,
        enterprise_count,
        coalesce(
            sum(enterprise_count) over (
                partition by cell
                order by enterprise_count, value nulls first
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as smaller_count
    from parts
),
judged as (
    select cell, value, enterprise_count < $least or (smaller_count > 0 and smaller_count < $least) as is_withheld
    from ranked
)
select
    members.participant_id,
    $field as field_name,
    case when judged.is_withheld then null else members.value end as value,
    judged.is_withheld,
    members.cell || '/' || case when judged.is_withheld then '*' else coalesce(members.value, '') end as cell,
    members.enterprise_count
from members
join judged
    on members.cell = judged.cell
    and members.value is not distinct from judged.value
