-- How many rows each table of the record holds, empty ones included.
create table table_counts as
with counted as (
    select 'agreement_scope' as table_name, count(*) as row_count from agreement_scope
    union all
    select 'agreements', count(*) from agreements
    union all
    select 'contested_values', count(*) from contested_values
    union all
    select 'engagement_scope', count(*) from engagement_scope
    union all
    select 'engagements', count(*) from engagements
    union all
    select 'financing_programs', count(*) from financing_programs
    union all
    select 'fx_rates', count(*) from fx_rates
    union all
    select 'institution_succession', count(*) from institution_succession
    union all
    select 'institutions', count(*) from institutions
    union all
    select 'msme_credit_shares', count(*) from msme_credit_shares
    union all
    select 'msme_structure', count(*) from msme_structure
    union all
    select 'outcomes', count(*) from outcomes
    union all
    select 'participants', count(*) from participants
    union all
    select 'price_indices', count(*) from price_indices
    union all
    select 'program_flows', count(*) from program_flows
    union all
    select 'program_scope', count(*) from program_scope
    union all
    select 'program_sector_shares', count(*) from program_sector_shares
    union all
    select 'program_sizes', count(*) from program_sizes
    union all
    select 'record', count(*) from record
    union all
    select 'region_links', count(*) from region_links
    union all
    select 'regional_structure', count(*) from regional_structure
    union all
    select 'regions', count(*) from regions
    union all
    select 'size_class_rules', count(*) from size_class_rules
    union all
    select 'sources', count(*) from sources
    union all
    select 'translations', count(*) from translations
)
select table_name, row_count
from counted
order by table_name;
