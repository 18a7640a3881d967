-- Sources of rows that row_sources does not hold yet: tables beside the core, and each source standing for itself.
insert into row_sources
with missing as (
    select ref_id, source_id from source_rows
    union
    select source_id as ref_id, source_id from sources
)
select missing.ref_id, missing.source_id, 0 as position
from missing
left join row_sources
    on missing.ref_id = row_sources.ref_id
where row_sources.ref_id is null
order by missing.ref_id, missing.source_id;
