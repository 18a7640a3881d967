-- Names of rows that carry none of their own, made of the names of what they belong to.
insert into record_names
with languages as (
    select code from codelist_language where code in ('id', 'en', 'ja')
),
kinds as (
    select
        kind.code,
        languages.code as language,
        case languages.code when 'id' then kind.name_id when 'ja' then kind.name_ja else kind.name_en end as name
    from codelist_outcome_kind as kind
    cross join languages
),
sizes as (
    select
        size.code,
        languages.code as language,
        case languages.code when 'id' then size.name_id when 'ja' then size.name_ja else size.name_en end as name
    from codelist_size_class as size
    cross join languages
),
sectors as (
    select
        sector.code,
        languages.code as language,
        case languages.code when 'id' then sector.name_id when 'ja' then sector.name_ja else sector.name_en end as name
    from codelist_sector as sector
    cross join languages
),
outcome_names as (
    select
        outcomes.outcome_id as ref_id,
        kinds.language,
        kinds.name || ': ' || coalesce(outcomes.enterprise_name, parent.name) as name
    from outcomes
    join kinds
        on outcomes.outcome_kind_code = kinds.code
    left join record_names as parent
        on coalesce(outcomes.engagement_id, outcomes.agreement_id, outcomes.program_id) = parent.ref_id
        and kinds.language = parent.language
),
flow_names as (
    select
        flows.flow_id as ref_id,
        program.language,
        program.name || ' · ' || coalesce(cast(extract(year from flows.period_until) as varchar), flows.period_text) as name
    from program_flows as flows
    join record_names as program
        on flows.program_id = program.ref_id
),
group_names as (
    select participants.participant_id as ref_id, engagement.language, engagement.name
    from participants
    join record_names as engagement
        on participants.engagement_id = engagement.ref_id
    where participants.enterprise_name is null
),
structure_names as (
    select
        structure.structure_id as ref_id,
        languages.code as language,
        structure.country_code || ' ' || cast(structure.year as varchar) || ' · ' || coalesce(sectors.name, structure.sector_as_stated, sizes.name, '') as name
    from msme_structure as structure
    cross join languages
    left join sectors
        on structure.sector_code = sectors.code
        and languages.code = sectors.language
    left join sizes
        on structure.size_class_code = sizes.code
        and languages.code = sizes.language
),
rule_names as (
    select
        rules.rule_id as ref_id,
        sizes.language,
        rules.country_code || ' · ' || sizes.name || ' · ' || rules.legal_basis as name
    from size_class_rules as rules
    join sizes
        on rules.size_class_code = sizes.code
),
island_names as (
    select
        islands.code as ref_id,
        languages.code as language,
        case languages.code when 'id' then islands.name_id when 'ja' then islands.name_ja else islands.name_en end as name
    from codelist_island_group as islands
    cross join languages
),
version_names as (
    select contested.contested_id as ref_id, named.language, named.name
    from contested_values as contested
    join (
        select ref_id, language, name from record_names
        union all
        select ref_id, language, name from outcome_names
        union all
        select ref_id, language, name from flow_names
        union all
        select ref_id, language, name from structure_names
        union all
        select ref_id, language, name from rule_names
    ) as named
        on contested.ref_id = named.ref_id
),
named as (
    select ref_id, language, name from outcome_names
    union all
    select ref_id, language, name from flow_names
    union all
    select ref_id, language, name from group_names
    union all
    select ref_id, language, name from structure_names
    union all
    select ref_id, language, name from rule_names
    union all
    select ref_id, language, name from island_names
    union all
    select ref_id, language, name from version_names
)
select ref_id, language, name
from named
where name is not null
    and ref_id not in (select ref_id from record_names)
order by ref_id, language;
