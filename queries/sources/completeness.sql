-- @title: How complete the record is
-- @grain: one row per table and column that may be empty
-- @formula: Of the table's rows, how many fill the column. Empty means unknown, or that the row has no such thing, as a single party has no
--   third one; it never means zero. Columns that every row must fill, and remarks, are left out.
-- @evidence: sources.table_rows
-- @param table_name varchar?: only this table
-- @column table_name varchar: the table
-- @column field_name varchar: the column
-- @column row_count bigint: rows of the table
-- @column known_count bigint: rows that fill the column
-- @column missing_count bigint: rows that leave it empty
-- @column known_share double: known_count as a share of row_count, 0 to 1
with counted as (
    select 'agreement_scope' as table_name, 'focus_area_code' as field_name, count(*) as row_count, count(focus_area_code) as known_count from agreement_scope
    union all
    select 'agreement_scope' as table_name, 'sector_as_stated' as field_name, count(*) as row_count, count(sector_as_stated) as known_count from agreement_scope
    union all
    select 'agreement_scope' as table_name, 'sector_code' as field_name, count(*) as row_count, count(sector_code) as known_count from agreement_scope
    union all
    select 'agreements' as table_name, 'signed_on' as field_name, count(*) as row_count, count(signed_on) as known_count from agreements
    union all
    select 'agreements' as table_name, 'signed_text' as field_name, count(*) as row_count, count(signed_text) as known_count from agreements
    union all
    select 'agreements' as table_name, 'place' as field_name, count(*) as row_count, count(place) as known_count from agreements
    union all
    select 'agreements' as table_name, 'party_a_country_code' as field_name, count(*) as row_count, count(party_a_country_code) as known_count from agreements
    union all
    select 'agreements' as table_name, 'party_a_institution_id' as field_name, count(*) as row_count, count(party_a_institution_id) as known_count from agreements
    union all
    select 'agreements' as table_name, 'party_b_country_code' as field_name, count(*) as row_count, count(party_b_country_code) as known_count from agreements
    union all
    select 'agreements' as table_name, 'party_b_institution_id' as field_name, count(*) as row_count, count(party_b_institution_id) as known_count from agreements
    union all
    select 'agreements' as table_name, 'third_party_institution_id' as field_name, count(*) as row_count, count(third_party_institution_id) as known_count from agreements
    union all
    select 'agreements' as table_name, 'in_force_from' as field_name, count(*) as row_count, count(in_force_from) as known_count from agreements
    union all
    select 'agreements' as table_name, 'in_force_until' as field_name, count(*) as row_count, count(in_force_until) as known_count from agreements
    union all
    select 'agreements' as table_name, 'notice_days' as field_name, count(*) as row_count, count(notice_days) as known_count from agreements
    union all
    select 'agreements' as table_name, 'status_stated' as field_name, count(*) as row_count, count(status_stated) as known_count from agreements
    union all
    select 'agreements' as table_name, 'renews_agreement_id' as field_name, count(*) as row_count, count(renews_agreement_id) as known_count from agreements
    union all
    select 'agreements' as table_name, 'predecessor_candidate_id' as field_name, count(*) as row_count, count(predecessor_candidate_id) as known_count from agreements
    union all
    select 'agreements' as table_name, 'summary_en' as field_name, count(*) as row_count, count(summary_en) as known_count from agreements
    union all
    select 'contested_values' as table_name, 'value' as field_name, count(*) as row_count, count(value) as known_count from contested_values
    union all
    select 'contested_values' as table_name, 'value_text' as field_name, count(*) as row_count, count(value_text) as known_count from contested_values
    union all
    select 'contested_values' as table_name, 'unit' as field_name, count(*) as row_count, count(unit) as known_count from contested_values
    union all
    select 'contested_values' as table_name, 'as_of' as field_name, count(*) as row_count, count(as_of) as known_count from contested_values
    union all
    select 'engagement_scope' as table_name, 'focus_area_code' as field_name, count(*) as row_count, count(focus_area_code) as known_count from engagement_scope
    union all
    select 'engagement_scope' as table_name, 'sector_as_stated' as field_name, count(*) as row_count, count(sector_as_stated) as known_count from engagement_scope
    union all
    select 'engagement_scope' as table_name, 'sector_code' as field_name, count(*) as row_count, count(sector_code) as known_count from engagement_scope
    union all
    select 'engagements' as table_name, 'held_from' as field_name, count(*) as row_count, count(held_from) as known_count from engagements
    union all
    select 'engagements' as table_name, 'held_until' as field_name, count(*) as row_count, count(held_until) as known_count from engagements
    union all
    select 'engagements' as table_name, 'held_text' as field_name, count(*) as row_count, count(held_text) as known_count from engagements
    union all
    select 'engagements' as table_name, 'place' as field_name, count(*) as row_count, count(place) as known_count from engagements
    union all
    select 'engagements' as table_name, 'host_country_code' as field_name, count(*) as row_count, count(host_country_code) as known_count from engagements
    union all
    select 'engagements' as table_name, 'country_a_code' as field_name, count(*) as row_count, count(country_a_code) as known_count from engagements
    union all
    select 'engagements' as table_name, 'country_b_code' as field_name, count(*) as row_count, count(country_b_code) as known_count from engagements
    union all
    select 'engagements' as table_name, 'agreement_id' as field_name, count(*) as row_count, count(agreement_id) as known_count from engagements
    union all
    select 'engagements' as table_name, 'participants_stated' as field_name, count(*) as row_count, count(participants_stated) as known_count from engagements
    union all
    select 'engagements' as table_name, 'mode_code' as field_name, count(*) as row_count, count(mode_code) as known_count from engagements
    union all
    select 'financing_programs' as table_name, 'co_provider_institution_id' as field_name, count(*) as row_count, count(co_provider_institution_id) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'provider_country_code' as field_name, count(*) as row_count, count(provider_country_code) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'beneficiary_country_code' as field_name, count(*) as row_count, count(beneficiary_country_code) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'agreement_id' as field_name, count(*) as row_count, count(agreement_id) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'part_of_program_id' as field_name, count(*) as row_count, count(part_of_program_id) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'currency_code' as field_name, count(*) as row_count, count(currency_code) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'amount' as field_name, count(*) as row_count, count(amount) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'amount_basis_code' as field_name, count(*) as row_count, count(amount_basis_code) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'amount_unit_code' as field_name, count(*) as row_count, count(amount_unit_code) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'opens_on' as field_name, count(*) as row_count, count(opens_on) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'closes_on' as field_name, count(*) as row_count, count(closes_on) as known_count from financing_programs
    union all
    select 'financing_programs' as table_name, 'terms_en' as field_name, count(*) as row_count, count(terms_en) as known_count from financing_programs
    union all
    select 'institutions' as table_name, 'name_local' as field_name, count(*) as row_count, count(name_local) as known_count from institutions
    union all
    select 'institutions' as table_name, 'acronym' as field_name, count(*) as row_count, count(acronym) as known_count from institutions
    union all
    select 'institutions' as table_name, 'country_code' as field_name, count(*) as row_count, count(country_code) as known_count from institutions
    union all
    select 'msme_credit_shares' as table_name, 'qualifier' as field_name, count(*) as row_count, count(qualifier) as known_count from msme_credit_shares
    union all
    select 'msme_structure' as table_name, 'sector_as_stated' as field_name, count(*) as row_count, count(sector_as_stated) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'isic_code' as field_name, count(*) as row_count, count(isic_code) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'sector_code' as field_name, count(*) as row_count, count(sector_code) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'size_class_code' as field_name, count(*) as row_count, count(size_class_code) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'enterprises' as field_name, count(*) as row_count, count(enterprises) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'enterprises_micro' as field_name, count(*) as row_count, count(enterprises_micro) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'enterprises_large' as field_name, count(*) as row_count, count(enterprises_large) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'enterprises_all_sizes' as field_name, count(*) as row_count, count(enterprises_all_sizes) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'enterprises_share_pct' as field_name, count(*) as row_count, count(enterprises_share_pct) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'employment' as field_name, count(*) as row_count, count(employment) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'employment_share_pct' as field_name, count(*) as row_count, count(employment_share_pct) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'gdp_share_pct' as field_name, count(*) as row_count, count(gdp_share_pct) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'export_share_pct' as field_name, count(*) as row_count, count(export_share_pct) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'share_pct' as field_name, count(*) as row_count, count(share_pct) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'share_basis' as field_name, count(*) as row_count, count(share_basis) as known_count from msme_structure
    union all
    select 'msme_structure' as table_name, 'population_scope' as field_name, count(*) as row_count, count(population_scope) as known_count from msme_structure
    union all
    select 'outcomes' as table_name, 'engagement_id' as field_name, count(*) as row_count, count(engagement_id) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'agreement_id' as field_name, count(*) as row_count, count(agreement_id) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'program_id' as field_name, count(*) as row_count, count(program_id) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'enterprise_name' as field_name, count(*) as row_count, count(enterprise_name) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'parent_name' as field_name, count(*) as row_count, count(parent_name) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'country_code' as field_name, count(*) as row_count, count(country_code) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'region_code' as field_name, count(*) as row_count, count(region_code) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'sector_as_stated' as field_name, count(*) as row_count, count(sector_as_stated) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'sector_code' as field_name, count(*) as row_count, count(sector_code) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'outcome_count' as field_name, count(*) as row_count, count(outcome_count) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'value' as field_name, count(*) as row_count, count(value) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'currency_code' as field_name, count(*) as row_count, count(currency_code) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'value_basis_code' as field_name, count(*) as row_count, count(value_basis_code) as known_count from outcomes
    union all
    select 'outcomes' as table_name, 'occurred_on' as field_name, count(*) as row_count, count(occurred_on) as known_count from outcomes
    union all
    select 'participants' as table_name, 'enterprise_name' as field_name, count(*) as row_count, count(enterprise_name) as known_count from participants
    union all
    select 'participants' as table_name, 'country_code' as field_name, count(*) as row_count, count(country_code) as known_count from participants
    union all
    select 'participants' as table_name, 'sector_as_stated' as field_name, count(*) as row_count, count(sector_as_stated) as known_count from participants
    union all
    select 'participants' as table_name, 'sector_code' as field_name, count(*) as row_count, count(sector_code) as known_count from participants
    union all
    select 'participants' as table_name, 'region_code' as field_name, count(*) as row_count, count(region_code) as known_count from participants
    union all
    select 'participants' as table_name, 'size_class_code' as field_name, count(*) as row_count, count(size_class_code) as known_count from participants
    union all
    select 'participants' as table_name, 'mode_code' as field_name, count(*) as row_count, count(mode_code) as known_count from participants
    union all
    select 'participants' as table_name, 'is_women_led' as field_name, count(*) as row_count, count(is_women_led) as known_count from participants
    union all
    select 'participants' as table_name, 'role_stated' as field_name, count(*) as row_count, count(role_stated) as known_count from participants
    union all
    select 'participants' as table_name, 'enterprise_count' as field_name, count(*) as row_count, count(enterprise_count) as known_count from participants
    union all
    select 'program_flows' as table_name, 'period_from' as field_name, count(*) as row_count, count(period_from) as known_count from program_flows
    union all
    select 'program_flows' as table_name, 'period_until' as field_name, count(*) as row_count, count(period_until) as known_count from program_flows
    union all
    select 'program_flows' as table_name, 'amount' as field_name, count(*) as row_count, count(amount) as known_count from program_flows
    union all
    select 'program_flows' as table_name, 'currency_code' as field_name, count(*) as row_count, count(currency_code) as known_count from program_flows
    union all
    select 'program_flows' as table_name, 'beneficiaries' as field_name, count(*) as row_count, count(beneficiaries) as known_count from program_flows
    union all
    select 'program_flows' as table_name, 'beneficiary_unit' as field_name, count(*) as row_count, count(beneficiary_unit) as known_count from program_flows
    union all
    select 'program_flows' as table_name, 'target_amount' as field_name, count(*) as row_count, count(target_amount) as known_count from program_flows
    union all
    select 'program_scope' as table_name, 'focus_area_code' as field_name, count(*) as row_count, count(focus_area_code) as known_count from program_scope
    union all
    select 'program_scope' as table_name, 'sector_as_stated' as field_name, count(*) as row_count, count(sector_as_stated) as known_count from program_scope
    union all
    select 'program_scope' as table_name, 'sector_code' as field_name, count(*) as row_count, count(sector_code) as known_count from program_scope
    union all
    select 'program_sector_shares' as table_name, 'isic_section' as field_name, count(*) as row_count, count(isic_section) as known_count from program_sector_shares
    union all
    select 'program_sector_shares' as table_name, 'sector_code' as field_name, count(*) as row_count, count(sector_code) as known_count from program_sector_shares
    union all
    select 'region_links' as table_name, 'what_stated' as field_name, count(*) as row_count, count(what_stated) as known_count from region_links
    union all
    select 'regions' as table_name, 'name_local' as field_name, count(*) as row_count, count(name_local) as known_count from regions
    union all
    select 'regions' as table_name, 'capital' as field_name, count(*) as row_count, count(capital) as known_count from regions
    union all
    select 'regions' as table_name, 'tile_row' as field_name, count(*) as row_count, count(tile_row) as known_count from regions
    union all
    select 'regions' as table_name, 'tile_col' as field_name, count(*) as row_count, count(tile_col) as known_count from regions
    union all
    select 'size_class_rules' as table_name, 'industry_stated' as field_name, count(*) as row_count, count(industry_stated) as known_count from size_class_rules
    union all
    select 'size_class_rules' as table_name, 'min_exclusive' as field_name, count(*) as row_count, count(min_exclusive) as known_count from size_class_rules
    union all
    select 'size_class_rules' as table_name, 'max_inclusive' as field_name, count(*) as row_count, count(max_inclusive) as known_count from size_class_rules
    union all
    select 'size_class_rules' as table_name, 'unit' as field_name, count(*) as row_count, count(unit) as known_count from size_class_rules
    union all
    select 'size_class_rules' as table_name, 'rule_stated' as field_name, count(*) as row_count, count(rule_stated) as known_count from size_class_rules
    union all
    select 'size_class_rules' as table_name, 'in_force_from' as field_name, count(*) as row_count, count(in_force_from) as known_count from size_class_rules
    union all
    select 'size_class_rules' as table_name, 'in_force_until' as field_name, count(*) as row_count, count(in_force_until) as known_count from size_class_rules
    union all
    select 'sources' as table_name, 'url' as field_name, count(*) as row_count, count(url) as known_count from sources
    union all
    select 'sources' as table_name, 'published_on' as field_name, count(*) as row_count, count(published_on) as known_count from sources
)
select
    table_name,
    field_name,
    row_count,
    known_count,
    row_count - known_count as missing_count,
    cast(known_count as double) / nullif(row_count, 0) as known_share
from counted
where $table_name is null or table_name = $table_name
order by table_name, known_share, field_name
