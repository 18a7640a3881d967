-- What each row of the record was held against, rule by rule, and whether it falls short. A row that cites two sources
-- stands once for each, so the rules about sources count citations.
create table quality_marks as
with cited as (
    select
        source_rows.table_name,
        source_rows.ref_id,
        source_rows.row_count,
        sources.published_on is null as is_undated,
        sources.url is null as is_unlinked
    from source_rows
    join sources
        on source_rows.source_id = sources.source_id
    union all
    select 'sources', source_id, 1, published_on is null, url is null from sources
),
contested as (
    select distinct table_name, ref_id from contested_values
),
marked as (
    select table_name, 'source_dated' as quality_rule_code, ref_id, row_count, is_undated as is_failing from cited
    union all
    select table_name, 'source_linked', ref_id, row_count, is_unlinked from cited
    union all
    select 'agreements', 'date_stated', agreement_id, 1, signed_certainty_code <> 'stated' from agreements
    union all
    select 'engagements', 'date_stated', engagement_id, 1, held_certainty_code <> 'stated' from engagements
    union all
    select 'outcomes', 'date_stated', outcome_id, 1, occurred_certainty_code <> 'stated' from outcomes
    union all
    select distinct cited.table_name, 'sources_agree', cited.ref_id, 1, contested.ref_id is not null
    from cited
    left join contested
        on cited.table_name = contested.table_name
        and cited.ref_id = contested.ref_id
    where cited.table_name not in ('sources', 'contested_values') -- they hold the differences and no figure of their own
)
select table_name, quality_rule_code, ref_id, row_count, is_failing
from marked
order by table_name, quality_rule_code, ref_id, is_failing, row_count;
