-- What earlier releases changed of rows that tell of enterprises and are not shown: how many rows of each table, in which way.
insert into revisions (step, table_name, change_code, row_count)
select step, table_name, change_code, cast(count(distinct row_key) as bigint)
from revisions
where row_key is not null
    and (
        (table_name in ('participants', 'outcomes') and row_key not in (select ref_id from row_sources))
        or (table_name in ('region_links', 'contested_values', 'translations') and coalesce(owner_ref_id, '') not in (select ref_id from row_sources))
    )
group by step, table_name, change_code
