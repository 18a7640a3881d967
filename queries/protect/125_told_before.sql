-- The rows of single enterprises of which a list that is not public told in a release of the line, whether they are still on record,
-- rest on another source by now, or were taken back: their values before tell what stood in it.
select distinct table_name, row_key
from revisions
where field_name = 'source_id'
    and row_key is not null
    and (
        coalesce(before_value, after_value) not in (select source_id from sources where url is not null)
        or coalesce(after_value, before_value) not in (select source_id from sources where url is not null)
    )
    and (
        table_name in ('participants', 'outcomes')
        or (table_name = 'region_links' and (row_key like '% / parent_firm / %' or row_key like '% / participant / %'))
        or (
            table_name = 'contested_values'
            and (
                owner_ref_id in (select participant_id from participants)
                or owner_ref_id in (select outcome_id from outcomes)
                or owner_ref_id not in (select ref_id from row_sources)
            )
        )
    )
