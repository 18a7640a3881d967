-- @title: What was changed in the record since a release
-- @grain: one row per row of the record that was added or withdrawn, and per field that was corrected or filled in
-- @formula: The rows that differ between an earlier release and this one; what was changed and changed back does not. A new row of
--   something dated after the earlier release is newly recorded and happened since; of something older it is only newly recorded,
--   which is no event. A field that was unknown is filled in; one that read otherwise is corrected. Where too many rows of a table
--   differ, they are counted and not listed.
-- @method: Each release of the line is compared with the one before it, row by row and field by field, and the differences are netted: what
--   was changed and changed back does not show. An older agreement that was added is newly recorded, not new. Of a table in which more than
--   1,000 rows differ only the number is kept. A release that was taken back is in no line.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param since_release varchar?: the earlier release, null for the one that this was made from
-- @param revision_kind varchar?: only this kind of change
-- @param this_release varchar?: this release, filled in by whoever reads it
-- @column ref_id varchar: the row, or the agreement, engagement, programme or outcome that it belongs to
-- @column revision_kind_code varchar: what became of it
-- @column table_name varchar: the table
-- @column row_key varchar: the row's key, null where rows are only counted
-- @column field_name varchar: the field that reads otherwise, null where the whole row is meant
-- @column before_value varchar: what it was, null where unknown
-- @column after_value varchar: what it is, null where unknown
-- @column stated_name varchar: the name that a withdrawn row had, in the record's words
-- @column row_count bigint: how many rows are meant
-- @column is_shared boolean: whether the row belongs to no pair of countries and so to all
-- @column release varchar: the release that changed it last
-- @column released_on date: when that was published, null for this release
-- @column who varchar: who published it, null for this release
with since as (
    select release, step, published_on
    from releases_before
    where release = $since_release
        or ($since_release is null and step = (select max(latest.step) from releases_before as latest))
),
moved as (
    select
        revisions.step,
        revisions.table_name,
        coalesce(revisions.row_key, revisions.change_code || '_many') as row_key,
        revisions.row_key is null as is_counted,
        revisions.owner_ref_id,
        revisions.pairs is null as is_shared,
        coalesce((';' || revisions.pairs || ';') like ('%;' || least($home, $partner) || '-' || greatest($home, $partner) || ';%'), true) as is_of_pair,
        revisions.change_code,
        revisions.field_name,
        revisions.before_value,
        revisions.after_value,
        revisions.row_count
    from revisions
    join since
        on revisions.step >= since.step
),
marked as (
    select
        moved.step,
        moved.table_name,
        moved.row_key,
        moved.is_counted,
        moved.owner_ref_id,
        moved.is_shared,
        moved.is_of_pair,
        moved.change_code,
        moved.field_name,
        moved.before_value,
        moved.after_value,
        moved.row_count,
        min(moved.step) over (partition by moved.table_name, moved.row_key) as first_step,
        max(moved.step) over (partition by moved.table_name, moved.row_key) as last_step,
        row_number() over (partition by moved.table_name, moved.row_key, moved.field_name order by moved.step) as from_first,
        row_number() over (partition by moved.table_name, moved.row_key, moved.field_name order by moved.step desc) as from_last
    from moved
),
whole as (
    select
        table_name,
        row_key,
        max(owner_ref_id) as owner_ref_id,
        max(last_step) as last_step,
        bool_or(is_counted) as is_counted,
        bool_and(is_shared) as is_shared,
        bool_or(step = first_step and change_code = 'added') as is_new,
        bool_or(step = last_step and change_code = 'withdrawn') as is_gone,
        max(case when field_name in ('title_en', 'name_en', 'enterprise_name', 'title') and from_first = 1 then before_value end) as stated_name,
        sum(row_count) as row_count
    from marked
    group by table_name, row_key
    having bool_or(is_of_pair)
),
fields as (
    select
        table_name,
        row_key,
        field_name,
        max(step) as last_step,
        max(case when from_first = 1 then before_value end) as before_value,
        max(case when from_last = 1 then after_value end) as after_value
    from marked
    where not is_counted
    group by table_name, row_key, field_name
),
days as (
    select ref_id, known_by
    from known_by
    where is_dated
),
differing as (
    select
        whole.owner_ref_id, whole.table_name, whole.row_key, cast(null as varchar) as field_name, cast(null as varchar) as before_value, cast(null as varchar) as after_value,
        case
            when whole.is_gone then 'withdrawn'
            when days.known_by is null then 'recorded_undated'
            when days.known_by > since.published_on then 'recorded_event'
            else 'recorded_earlier'
        end as kind,
        case when whole.is_gone then whole.stated_name end as stated_name,
        1 as row_count, whole.is_shared, whole.last_step
    from whole
    cross join since
    left join days
        on whole.owner_ref_id = days.ref_id
    where not whole.is_counted
        and whole.is_new <> whole.is_gone
    union all
    select
        whole.owner_ref_id, whole.table_name, whole.row_key, fields.field_name, fields.before_value, fields.after_value,
        case
            when fields.field_name in ('agreement_stage_code', 'engagement_stage_code') and days.known_by > since.published_on then 'recorded_event'
            when fields.before_value is null then 'filled_in'
            else 'corrected'
        end,
        null, 1, whole.is_shared, fields.last_step
    from whole
    cross join since
    join fields
        on whole.table_name = fields.table_name
        and whole.row_key = fields.row_key
    left join days
        on whole.owner_ref_id = days.ref_id
    where not whole.is_new
        and not whole.is_gone
        and fields.before_value is distinct from fields.after_value
    union all
    select null, table_name, null, null, null, null, row_key, null, row_count, is_shared, last_step
    from whole
    where is_counted
    union all
    select null, null, null, null, null, null, 'not_in_line', null, null, true, null
    where $since_release is not null
        and $since_release <> coalesce($this_release, '')
        and not exists (select 1 from since)
)
select
    differing.owner_ref_id as ref_id,
    differing.kind as revision_kind_code,
    differing.table_name,
    differing.row_key,
    differing.field_name,
    differing.before_value,
    differing.after_value,
    differing.stated_name,
    cast(differing.row_count as bigint) as row_count,
    differing.is_shared,
    case when differing.kind <> 'not_in_line' then coalesce(changer.release, $this_release) end as release,
    changer.published_on as released_on,
    changer.who
from differing
join codelist_revision_kind as kinds
    on differing.kind = kinds.code
left join releases_before as changer
    on differing.last_step + 1 = changer.step
where $revision_kind is null
    or differing.kind = $revision_kind
order by cast(kinds.sort_order as integer), differing.table_name, differing.row_key, differing.field_name
