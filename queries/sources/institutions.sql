-- @title: Institutions of the record
-- @grain: one row per institution
-- @formula: How many agreements name it as a party, and how many programmes as a provider.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param pair_only boolean: whether only institutions of the two countries are listed
-- @column ref_id varchar: the institution
-- @column acronym varchar: its acronym
-- @column name_local varchar: its name in its own language
-- @column country_code varchar: its country, null for an international body
-- @column institution_kind_code varchar: kind of institution
-- @column agreement_count bigint: agreements it is a party to
-- @column program_count bigint: programmes it provides
select
    institutions.institution_id as ref_id,
    institutions.acronym,
    institutions.name_local,
    institutions.country_code,
    institutions.institution_kind_code,
    count(distinct case when parties.record_kind = 'agreement' then parties.ref_id end) as agreement_count,
    count(distinct case when parties.record_kind = 'program' then parties.ref_id end) as program_count
from institutions
left join parties
    on institutions.institution_id = parties.institution_id
where not $pair_only or institutions.country_code in ($home, $partner)
group by institutions.institution_id, institutions.acronym, institutions.name_local, institutions.country_code, institutions.institution_kind_code
order by agreement_count desc, program_count desc, ref_id
