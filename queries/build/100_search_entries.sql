-- What a search looks in: one row per thing of the record and text that it is known by, in the language of the text
-- (null: the same in each). `weight` is 0 for the thing's own name, 1 for its other names, 2 for what belongs to it. An
-- enterprise named at several engagements stands once. `folded` is the text as it is compared; texts that are not plain
-- ASCII are folded anew when the tables are made (mitra.store.search), by the rules that a typed text follows, too.
create table search_entries as
with things as (
    select 'agreement' as record_kind_code, agreement_id as ref_id from agreements
    union all
    select 'engagement', engagement_id from engagements
    union all
    select 'program', program_id from financing_programs
    union all
    select 'outcome', outcome_id from outcomes
    union all
    select 'institution', institution_id from institutions
    union all
    select 'region', region_code from regions
),
spread as (
    select
        things.record_kind_code,
        names.ref_id,
        names.language,
        names.name,
        count(*) over (partition by names.ref_id, names.name) as alike_count
    from things
    join record_names as names
        on things.ref_id = names.ref_id
),
own as (
    select record_kind_code, ref_id, language, name from spread where alike_count < 3
    union all
    select record_kind_code, ref_id, null, name from spread where alike_count = 3 and language = 'en'
),
institution_texts as (
    select ref_id as institution_id, language, name as text from own where record_kind_code = 'institution'
    union all
    select institution_id, null, acronym from institutions where acronym is not null
    union all
    select institution_id, null, name_local from institutions where name_local is not null
),
parties as (
    select 'agreement' as record_kind_code, agreement_id as ref_id, 'party_a_institution_id' as field_name, party_a_institution_id as institution_id from agreements
    union all
    select 'agreement', agreement_id, 'party_b_institution_id', party_b_institution_id from agreements
    union all
    select 'agreement', agreement_id, 'third_party_institution_id', third_party_institution_id from agreements
    union all
    select 'program', program_id, 'provider_institution_id', provider_institution_id from financing_programs
    union all
    select 'program', program_id, 'co_provider_institution_id', co_provider_institution_id from financing_programs
    union all
    select 'institution', predecessor_institution_id, 'successor_institution_id', successor_institution_id from institution_succession
    union all
    select 'institution', successor_institution_id, 'predecessor_institution_id', predecessor_institution_id from institution_succession
),
languages as (
    select code from codelist_language where code in ('id', 'en', 'ja')
),
codes as (
    select 'sector' as record_kind_code, code as ref_id, name_id, name_en, name_ja from codelist_sector
    union all
    select 'focus_area', code, name_id, name_en, name_ja from codelist_focus_area
),
texts as (
    select record_kind_code, ref_id, language, 'name' as field_name, name as text, 0 as weight from own
    union all
    select 'enterprise', min(participant_id), null, 'enterprise_name', enterprise_name, 0
    from participants
    where enterprise_name is not null
    group by enterprise_name, country_code
    union all
    select 'source', source_id, null, 'title', title, 0 from sources
    union all
    select codes.record_kind_code, codes.ref_id, languages.code, 'name', case languages.code when 'id' then codes.name_id when 'ja' then codes.name_ja else codes.name_en end, 0
    from codes
    cross join languages
    union all
    select 'sector', sector_code, language, 'sector_as_stated', alias, 1 from codelist_sector_alias where sector_code is not null
    union all
    select 'institution', institution_id, null, 'acronym', acronym, 1 from institutions
    union all
    select 'institution', institution_id, null, 'name_local', name_local, 1 from institutions
    union all
    select 'source', source_id, null, 'publisher', publisher, 1 from sources
    union all
    select 'outcome', outcome_id, null, 'parent_name', parent_name, 1 from outcomes
    union all
    select 'agreement', agreement_id, null, 'place', place, 2 from agreements
    union all
    select 'engagement', engagement_id, null, 'place', place, 2 from engagements
    union all
    select parties.record_kind_code, parties.ref_id, named.language, parties.field_name, named.text, 2
    from parties
    join institution_texts as named
        on parties.institution_id = named.institution_id
)
select
    record_kind_code,
    ref_id,
    language,
    field_name,
    text,
    trim(regexp_replace(lower(text), '[^a-z0-9$+<=>]+', ' ', 'g')) as folded,
    min(weight) as weight
from texts
where text is not null
    and text <> ''
group by record_kind_code, ref_id, language, field_name, text
order by record_kind_code, ref_id, weight, field_name, language, text;
