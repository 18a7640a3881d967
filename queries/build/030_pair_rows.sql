-- Which rows of the record belong to which pair of countries, in both directions. A row belongs to the pair of
-- its two countries, to the pair its scope names (IDN-JPN), and to the pair of the agreement it stands under.
create table pair_rows as
with countries as (
    select code from codelist_country
),
scoped as (
    select 'agreement' as record_kind, agreement_id as ref_id, record_scope_code, party_a_country_code as country_a, party_b_country_code as country_b, null as agreement_id
    from agreements
    union all
    select 'engagement', engagement_id, record_scope_code, country_a_code, country_b_code, agreement_id from engagements
    union all
    select 'program', program_id, record_scope_code, provider_country_code, beneficiary_country_code, agreement_id from financing_programs
    union all
    -- The country of a second provider is a providing country, too.
    select 'program', programs.program_id, programs.record_scope_code, co_provider.country_code, programs.beneficiary_country_code, programs.agreement_id
    from financing_programs as programs
    join institutions as co_provider
        on programs.co_provider_institution_id = co_provider.institution_id
),
own as (
    select record_kind, ref_id, record_scope_code, country_a, country_b from scoped
    union all
    select record_kind, ref_id, record_scope_code, substr(record_scope_code, 1, 3), substr(record_scope_code, 5, 3)
    from scoped
    where length(record_scope_code) = 7
),
inherited as (
    select scoped.record_kind, scoped.ref_id, scoped.record_scope_code, agreement.country_a, agreement.country_b
    from scoped
    join own as agreement
        on scoped.agreement_id = agreement.ref_id
        and agreement.record_kind = 'agreement'
),
direct as (
    select record_kind, ref_id, record_scope_code, country_a, country_b from own
    union all
    select record_kind, ref_id, record_scope_code, country_a, country_b from inherited
),
outcome_pairs as (
    select 'outcome' as record_kind, outcomes.outcome_id as ref_id, direct.record_scope_code, direct.country_a, direct.country_b
    from outcomes
    join direct
        on coalesce(outcomes.engagement_id, outcomes.agreement_id, outcomes.program_id) = direct.ref_id
),
both_ways as (
    select record_kind, ref_id, record_scope_code, country_a as home_code, country_b as partner_code from direct
    union all
    select record_kind, ref_id, record_scope_code, country_b, country_a from direct
    union all
    select record_kind, ref_id, record_scope_code, country_a, country_b from outcome_pairs
    union all
    select record_kind, ref_id, record_scope_code, country_b, country_a from outcome_pairs
)
select distinct both_ways.record_kind, both_ways.ref_id, both_ways.home_code, both_ways.partner_code, both_ways.record_scope_code = 'COMPARATOR' as is_comparator
from both_ways
join countries as home
    on both_ways.home_code = home.code
join countries as partner
    on both_ways.partner_code = partner.code
where both_ways.home_code <> both_ways.partner_code
order by both_ways.record_kind, both_ways.ref_id, both_ways.home_code, both_ways.partner_code;
