-- @title: The keys that rows may point to
-- @grain: one row per row of a table that other tables point to
-- @param table_name varchar: a table of the record
-- @column ref_id varchar: the row's key
select agreement_id as ref_id
from agreements
where $table_name = 'agreements'
union all
select engagement_id
from engagements
where $table_name = 'engagements'
union all
select program_id
from financing_programs
where $table_name = 'financing_programs'
union all
select institution_id
from institutions
where $table_name = 'institutions'
union all
select region_code
from regions
where $table_name = 'regions'
union all
select source_id
from sources
where $table_name = 'sources'
order by ref_id
