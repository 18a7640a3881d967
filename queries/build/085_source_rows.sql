-- Every row of every table with the source it names, so that a source shows all that rests on it. Rows without a key of
-- their own are named by what they belong to.
create table source_rows as
with stated as (
    select 'agreements' as table_name, agreement_id as ref_id, source_id from agreements
    union all
    select 'engagements', engagement_id, source_id from engagements
    union all
    select 'financing_programs', program_id, source_id from financing_programs
    union all
    select 'agreements', agreements.agreement_id, row_sources.source_id
    from agreements
    join row_sources
        on agreements.agreement_id = row_sources.ref_id
        and row_sources.position > 0
    union all
    select 'engagements', engagements.engagement_id, row_sources.source_id
    from engagements
    join row_sources
        on engagements.engagement_id = row_sources.ref_id
        and row_sources.position > 0
    union all
    select 'financing_programs', programs.program_id, row_sources.source_id
    from financing_programs as programs
    join row_sources
        on programs.program_id = row_sources.ref_id
        and row_sources.position > 0
    union all
    select 'agreement_scope', agreement_id, source_id from agreement_scope
    union all
    select 'engagement_scope', engagement_id, source_id from engagement_scope
    union all
    select 'program_scope', program_id, source_id from program_scope
    union all
    select 'program_sizes', program_id, source_id from program_sizes
    union all
    select 'program_sector_shares', program_id, source_id from program_sector_shares
    union all
    select 'program_flows', flow_id, source_id from program_flows
    union all
    select 'participants', participant_id, source_id from participants
    union all
    select 'outcomes', outcome_id, source_id from outcomes
    union all
    select 'institutions', institution_id, source_id from institutions
    union all
    select 'institution_succession', successor_institution_id, source_id from institution_succession
    union all
    select 'msme_structure', structure_id, source_id from msme_structure
    union all
    select 'regional_structure', area_code, source_id from regional_structure
    union all
    select 'msme_credit_shares', country_code || ' ' || period_text, source_id from msme_credit_shares
    union all
    select 'regions', region_code, source_id from regions
    union all
    select 'region_links', ref_id, source_id from region_links
    union all
    select 'fx_rates', currency_code || ' ' || cast(year as varchar), source_id from fx_rates
    union all
    select
        'price_indices',
        currency_code || ' ' || cast(year as varchar) || ' ' || price_index_kind_code || ' ' || cast(index_base_year as varchar),
        source_id
    from price_indices
    union all
    select 'size_class_rules', rule_id, source_id from size_class_rules
    union all
    select 'contested_values', contested_id, source_id from contested_values
)
select table_name, ref_id, source_id, count(*) as row_count
from stated
group by table_name, ref_id, source_id
order by table_name, ref_id, source_id;
