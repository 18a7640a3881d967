-- How many rows of each table fill each column that may be empty; remarks are left out.
create table column_counts as
with counted as (
    select 'agreement_scope' as table_name, 'focus_area_code' as field_name, count(*) as row_count, count(focus_area_code) as known_count from agreement_scope
    union all
    select 'agreement_scope', 'sector_as_stated', count(*), count(sector_as_stated) from agreement_scope
    union all
    select 'agreement_scope', 'sector_code', count(*), count(sector_code) from agreement_scope
    union all
    select 'agreements', 'signed_on', count(*), count(signed_on) from agreements
    union all
    select 'agreements', 'signed_text', count(*), count(signed_text) from agreements
    union all
    select 'agreements', 'place', count(*), count(place) from agreements
    union all
    select 'agreements', 'party_a_country_code', count(*), count(party_a_country_code) from agreements
    union all
    select 'agreements', 'party_a_institution_id', count(*), count(party_a_institution_id) from agreements
    union all
    select 'agreements', 'party_b_country_code', count(*), count(party_b_country_code) from agreements
    union all
    select 'agreements', 'party_b_institution_id', count(*), count(party_b_institution_id) from agreements
    union all
    select 'agreements', 'third_party_institution_id', count(*), count(third_party_institution_id) from agreements
    union all
    select 'agreements', 'in_force_from', count(*), count(in_force_from) from agreements
    union all
    select 'agreements', 'in_force_until', count(*), count(in_force_until) from agreements
    union all
    select 'agreements', 'notice_days', count(*), count(notice_days) from agreements
    union all
    select 'agreements', 'status_stated', count(*), count(status_stated) from agreements
    union all
    select 'agreements', 'renews_agreement_id', count(*), count(renews_agreement_id) from agreements
    union all
    select 'agreements', 'predecessor_candidate_id', count(*), count(predecessor_candidate_id) from agreements
    union all
    select 'agreements', 'summary_en', count(*), count(summary_en) from agreements
    union all
    select 'contested_values', 'value', count(*), count(value) from contested_values
    union all
    select 'contested_values', 'value_text', count(*), count(value_text) from contested_values
    union all
    select 'contested_values', 'unit', count(*), count(unit) from contested_values
    union all
    select 'contested_values', 'as_of', count(*), count(as_of) from contested_values
    union all
    select 'engagement_scope', 'focus_area_code', count(*), count(focus_area_code) from engagement_scope
    union all
    select 'engagement_scope', 'sector_as_stated', count(*), count(sector_as_stated) from engagement_scope
    union all
    select 'engagement_scope', 'sector_code', count(*), count(sector_code) from engagement_scope
    union all
    select 'engagements', 'held_from', count(*), count(held_from) from engagements
    union all
    select 'engagements', 'held_until', count(*), count(held_until) from engagements
    union all
    select 'engagements', 'held_text', count(*), count(held_text) from engagements
    union all
    select 'engagements', 'place', count(*), count(place) from engagements
    union all
    select 'engagements', 'host_country_code', count(*), count(host_country_code) from engagements
    union all
    select 'engagements', 'country_a_code', count(*), count(country_a_code) from engagements
    union all
    select 'engagements', 'country_b_code', count(*), count(country_b_code) from engagements
    union all
    select 'engagements', 'agreement_id', count(*), count(agreement_id) from engagements
    union all
    select 'engagements', 'participants_stated', count(*), count(participants_stated) from engagements
    union all
    select 'engagements', 'mode_code', count(*), count(mode_code) from engagements
    union all
    select 'financing_programs', 'co_provider_institution_id', count(*), count(co_provider_institution_id) from financing_programs
    union all
    select 'financing_programs', 'provider_country_code', count(*), count(provider_country_code) from financing_programs
    union all
    select 'financing_programs', 'beneficiary_country_code', count(*), count(beneficiary_country_code) from financing_programs
    union all
    select 'financing_programs', 'agreement_id', count(*), count(agreement_id) from financing_programs
    union all
    select 'financing_programs', 'part_of_program_id', count(*), count(part_of_program_id) from financing_programs
    union all
    select 'financing_programs', 'currency_code', count(*), count(currency_code) from financing_programs
    union all
    select 'financing_programs', 'amount', count(*), count(amount) from financing_programs
    union all
    select 'financing_programs', 'amount_basis_code', count(*), count(amount_basis_code) from financing_programs
    union all
    select 'financing_programs', 'amount_unit_code', count(*), count(amount_unit_code) from financing_programs
    union all
    select 'financing_programs', 'opens_on', count(*), count(opens_on) from financing_programs
    union all
    select 'financing_programs', 'closes_on', count(*), count(closes_on) from financing_programs
    union all
    select 'financing_programs', 'terms_en', count(*), count(terms_en) from financing_programs
    union all
    select 'institutions', 'name_local', count(*), count(name_local) from institutions
    union all
    select 'institutions', 'acronym', count(*), count(acronym) from institutions
    union all
    select 'institutions', 'country_code', count(*), count(country_code) from institutions
    union all
    select 'msme_credit_shares', 'qualifier', count(*), count(qualifier) from msme_credit_shares
    union all
    select 'msme_structure', 'sector_as_stated', count(*), count(sector_as_stated) from msme_structure
    union all
    select 'msme_structure', 'isic_code', count(*), count(isic_code) from msme_structure
    union all
    select 'msme_structure', 'sector_code', count(*), count(sector_code) from msme_structure
    union all
    select 'msme_structure', 'size_class_code', count(*), count(size_class_code) from msme_structure
    union all
    select 'msme_structure', 'enterprises', count(*), count(enterprises) from msme_structure
    union all
    select 'msme_structure', 'enterprises_micro', count(*), count(enterprises_micro) from msme_structure
    union all
    select 'msme_structure', 'enterprises_large', count(*), count(enterprises_large) from msme_structure
    union all
    select 'msme_structure', 'enterprises_all_sizes', count(*), count(enterprises_all_sizes) from msme_structure
    union all
    select 'msme_structure', 'enterprises_share_pct', count(*), count(enterprises_share_pct) from msme_structure
    union all
    select 'msme_structure', 'employment', count(*), count(employment) from msme_structure
    union all
    select 'msme_structure', 'employment_share_pct', count(*), count(employment_share_pct) from msme_structure
    union all
    select 'msme_structure', 'gdp_share_pct', count(*), count(gdp_share_pct) from msme_structure
    union all
    select 'msme_structure', 'export_share_pct', count(*), count(export_share_pct) from msme_structure
    union all
    select 'msme_structure', 'share_pct', count(*), count(share_pct) from msme_structure
    union all
    select 'msme_structure', 'share_basis', count(*), count(share_basis) from msme_structure
    union all
    select 'msme_structure', 'population_scope', count(*), count(population_scope) from msme_structure
    union all
    select 'outcomes', 'engagement_id', count(*), count(engagement_id) from outcomes
    union all
    select 'outcomes', 'agreement_id', count(*), count(agreement_id) from outcomes
    union all
    select 'outcomes', 'program_id', count(*), count(program_id) from outcomes
    union all
    select 'outcomes', 'enterprise_name', count(*), count(enterprise_name) from outcomes
    union all
    select 'outcomes', 'parent_name', count(*), count(parent_name) from outcomes
    union all
    select 'outcomes', 'country_code', count(*), count(country_code) from outcomes
    union all
    select 'outcomes', 'region_code', count(*), count(region_code) from outcomes
    union all
    select 'outcomes', 'sector_as_stated', count(*), count(sector_as_stated) from outcomes
    union all
    select 'outcomes', 'sector_code', count(*), count(sector_code) from outcomes
    union all
    select 'outcomes', 'outcome_count', count(*), count(outcome_count) from outcomes
    union all
    select 'outcomes', 'value', count(*), count(value) from outcomes
    union all
    select 'outcomes', 'currency_code', count(*), count(currency_code) from outcomes
    union all
    select 'outcomes', 'value_basis_code', count(*), count(value_basis_code) from outcomes
    union all
    select 'outcomes', 'occurred_on', count(*), count(occurred_on) from outcomes
    union all
    select 'participants', 'enterprise_name', count(*), count(enterprise_name) from participants
    union all
    select 'participants', 'country_code', count(*), count(country_code) from participants
    union all
    select 'participants', 'sector_as_stated', count(*), count(sector_as_stated) from participants
    union all
    select 'participants', 'sector_code', count(*), count(sector_code) from participants
    union all
    select 'participants', 'region_code', count(*), count(region_code) from participants
    union all
    select 'participants', 'size_class_code', count(*), count(size_class_code) from participants
    union all
    select 'participants', 'mode_code', count(*), count(mode_code) from participants
    union all
    select 'participants', 'is_women_led', count(*), count(is_women_led) from participants
    union all
    select 'participants', 'role_stated', count(*), count(role_stated) from participants
    union all
    select 'participants', 'enterprise_count', count(*), count(enterprise_count) from participants
    union all
    select 'program_flows', 'period_from', count(*), count(period_from) from program_flows
    union all
    select 'program_flows', 'period_until', count(*), count(period_until) from program_flows
    union all
    select 'program_flows', 'amount', count(*), count(amount) from program_flows
    union all
    select 'program_flows', 'currency_code', count(*), count(currency_code) from program_flows
    union all
    select 'program_flows', 'beneficiaries', count(*), count(beneficiaries) from program_flows
    union all
    select 'program_flows', 'beneficiary_unit', count(*), count(beneficiary_unit) from program_flows
    union all
    select 'program_flows', 'target_amount', count(*), count(target_amount) from program_flows
    union all
    select 'program_scope', 'focus_area_code', count(*), count(focus_area_code) from program_scope
    union all
    select 'program_scope', 'sector_as_stated', count(*), count(sector_as_stated) from program_scope
    union all
    select 'program_scope', 'sector_code', count(*), count(sector_code) from program_scope
    union all
    select 'program_sector_shares', 'isic_section', count(*), count(isic_section) from program_sector_shares
    union all
    select 'program_sector_shares', 'sector_code', count(*), count(sector_code) from program_sector_shares
    union all
    select 'region_links', 'what_stated', count(*), count(what_stated) from region_links
    union all
    select 'regions', 'name_local', count(*), count(name_local) from regions
    union all
    select 'regions', 'capital', count(*), count(capital) from regions
    union all
    select 'regions', 'tile_row', count(*), count(tile_row) from regions
    union all
    select 'regions', 'tile_col', count(*), count(tile_col) from regions
    union all
    select 'size_class_rules', 'industry_stated', count(*), count(industry_stated) from size_class_rules
    union all
    select 'size_class_rules', 'min_exclusive', count(*), count(min_exclusive) from size_class_rules
    union all
    select 'size_class_rules', 'max_inclusive', count(*), count(max_inclusive) from size_class_rules
    union all
    select 'size_class_rules', 'unit', count(*), count(unit) from size_class_rules
    union all
    select 'size_class_rules', 'rule_stated', count(*), count(rule_stated) from size_class_rules
    union all
    select 'size_class_rules', 'in_force_from', count(*), count(in_force_from) from size_class_rules
    union all
    select 'size_class_rules', 'in_force_until', count(*), count(in_force_until) from size_class_rules
    union all
    select 'sources', 'url', count(*), count(url) from sources
    union all
    select 'sources', 'published_on', count(*), count(published_on) from sources
)
select table_name, field_name, row_count, known_count
from counted
order by table_name, field_name;
