-- A link between a region and an enterprise that takes part, or the parent of one that is financed, goes with the list that tells it.
delete from region_links
where link_kind_code in ('parent_firm', 'participant')
    and source_id not in (select source_id from sources where url is not null)
