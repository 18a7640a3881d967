-- The revisions of these rows themselves are not shown.
delete from revisions
where exists (
        select 1
        from hidden_revisions as hidden
        where hidden.table_name = revisions.table_name
            and hidden.row_key = revisions.row_key
    )
