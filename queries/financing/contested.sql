-- @title: Figures of programmes on which sources differ
-- @grain: one row per version of a figure
-- @formula: Every version that a source gives; one of them is the one shown elsewhere, unless the record keeps only what all agree on.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param program varchar?: only this programme
-- @column ref_id varchar: the version's key
-- @column program_id varchar: the programme
-- @column field_name varchar: the column on which sources differ
-- @column value decimal(24,4): the figure, null where it is not a number
-- @column unit varchar: its unit or currency
-- @column value_text varchar: the value in words
-- @column as_of varchar: the time it refers to
-- @column is_shown boolean: whether the record uses this version
-- @column source_id varchar: the source
select
    versions.contested_id as ref_id,
    versions.ref_id as program_id,
    versions.field_name,
    versions.value,
    versions.unit,
    versions.value_text,
    versions.as_of,
    versions.is_shown,
    versions.source_id
from contested_values as versions
where versions.table_name = 'financing_programs'
    and ($program is null or versions.ref_id = $program)
    and versions.ref_id in (
        select program_id from domestic_programs where country_code in ($home, $partner)
        union all
        select ref_id from pair_rows where record_kind = 'program' and home_code = $home and partner_code = $partner
    )
order by versions.ref_id, versions.field_name, versions.is_shown desc, versions.contested_id
