-- The rows whose revisions are not shown: those of which a list that is not public told before, those of enterprises that are not
-- shown themselves, and what belongs to either.
create temp table hidden_revisions as
with enterprises as (
    select distinct table_name, row_key
    from revisions
    where table_name in ('participants', 'outcomes')
        and row_key not in (select ref_id from row_sources)
    union
    select table_name, row_key from told_before
)
select table_name, row_key from enterprises
union
select table_name, row_key
from revisions
where table_name in ('region_links', 'contested_values', 'translations')
    and row_key is not null
    and (
        coalesce(owner_ref_id, '') not in (select ref_id from row_sources)
        or owner_ref_id in (select row_key from enterprises where table_name in ('participants', 'outcomes'))
        or (table_name = 'contested_values' and row_key not in (select ref_id from row_sources))
    )
