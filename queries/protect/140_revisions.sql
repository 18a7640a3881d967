-- The revisions of these rows themselves are not shown.
delete from revisions
where row_key is not null
    and (
        (table_name in ('participants', 'outcomes') and row_key not in (select ref_id from row_sources))
        or (table_name in ('region_links', 'contested_values', 'translations') and coalesce(owner_ref_id, '') not in (select ref_id from row_sources))
    )
