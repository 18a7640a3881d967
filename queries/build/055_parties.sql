-- Who stands behind each agreement and programme as the sources name them: first, second and third parties, providers and those who
-- provide with them. A party of an agreement that no source names keeps its row without an institution.
create table parties as
with named as (
    select 'agreement' as record_kind, agreement_id as ref_id, 1 as position, party_a_institution_id as institution_id, party_a_country_code as country_code
    from agreements
    union all
    select 'agreement', agreement_id, 2, party_b_institution_id, party_b_country_code from agreements
    union all
    select 'agreement', agreement_id, 3, third_party_institution_id, null from agreements
    where third_party_institution_id is not null
    union all
    select 'program', program_id, 1, provider_institution_id, null from financing_programs
    where provider_institution_id is not null
    union all
    select 'program', program_id, 2, co_provider_institution_id, null from financing_programs
    where co_provider_institution_id is not null
)
select
    named.record_kind,
    named.ref_id,
    named.position,
    named.institution_id,
    coalesce(named.country_code, institutions.country_code) as country_code
from named
left join institutions
    on named.institution_id = institutions.institution_id
order by named.record_kind, named.ref_id, named.position;
