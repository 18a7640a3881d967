-- @title: Figures on which sources differ
-- @grain: one row per version of a figure
-- @formula: Every version that a source gives, and which one the record shows. The difference is the version divided by the shown one, less one;
--   it is given only where both are numbers in the same unit.
-- @column contested_id varchar: the version
-- @column ref_id varchar: the row that the figure belongs to
-- @column table_name varchar: its table
-- @column field_name varchar: its column
-- @column value decimal(24,4): the version as a number, null where it is none
-- @column value_text varchar: the version in words
-- @column unit varchar: unit or currency
-- @column as_of varchar: the time it refers to
-- @column is_shown boolean: whether the record shows this version
-- @column difference_share double: difference from the version shown, as a share of it
-- @column source_id varchar: the source that gives it
-- @column url varchar: where the source stands
-- @column note varchar: why, and what it counts
with shown as (
    select table_name, ref_id, field_name, unit, value
    from contested_values
    where is_shown
)
select
    versions.contested_id,
    versions.ref_id,
    versions.table_name,
    versions.field_name,
    versions.value,
    versions.value_text,
    versions.unit,
    versions.as_of,
    versions.is_shown,
    cast(versions.value as double) / nullif(cast(shown.value as double), 0) - 1 as difference_share,
    versions.source_id,
    sources.url,
    versions.note
from contested_values as versions
join sources
    on versions.source_id = sources.source_id
left join shown
    on versions.table_name = shown.table_name
    and versions.ref_id = shown.ref_id
    and versions.field_name = shown.field_name
    and versions.unit = shown.unit
order by versions.table_name, versions.ref_id, versions.field_name, versions.is_shown desc, versions.contested_id
