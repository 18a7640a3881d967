-- A link between a region and the parent of a financed enterprise goes with the list that tells it.
delete from region_links
where link_kind_code = 'parent_firm'
    and source_id not in (select source_id from sources where url is not null)
