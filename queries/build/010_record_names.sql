-- The name of each row of the record in each language: our translation, else the local name where that is
-- the language, else English.
create table record_names as
with named as (
    select agreement_id as ref_id, title_en as name_en, null as name_local, null as local_language from agreements
    union all
    select engagement_id, name_en, null, null from engagements
    union all
    select program_id, name_en, null, null from financing_programs
    union all
    select region_code, name_en, name_local, case country_code when 'IDN' then 'id' when 'JPN' then 'ja' end from regions
    union all
    select institution_id, name_en, name_local, case country_code when 'IDN' then 'id' when 'JPN' then 'ja' end from institutions
    union all
    select source_id, publisher || ': ' || title, null, null from sources
    union all
    select participant_id, enterprise_name, null, null from participants where enterprise_name is not null
)
select
    named.ref_id,
    languages.code as language,
    coalesce(
        translations.text,
        case when named.local_language = languages.code then named.name_local end,
        named.name_en
    ) as name
from named
cross join (select code from codelist_language where code in ('id', 'en', 'ja')) as languages
left join translations
    on named.ref_id = translations.ref_id
    and languages.code = translations.language
    and translations.field_name in ('title_en', 'name_en')
order by named.ref_id, languages.code;
