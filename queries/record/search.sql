-- @title: What the words are found in
-- @grain: one row per thing of the record that holds every word, the best of each kind first
-- @formula: Each word must stand somewhere in the texts that a thing is known by: its names in each language, its acronym, its
--   parties or providers, its place, its publisher. First come things whose name is what was typed, then those whose name begins
--   with it, those that hold each word at the beginning of a word, and the others; names in the language asked for before
--   others, own names before what belongs to the thing.
-- @param search varchar: words separated by spaces, in small letters, without punctuation and accents
-- @param language varchar: ISO 639-1 code of the names to show and to prefer, id, en or ja
-- @param most integer: things of each kind at most
-- @param home varchar?: ISO 3166-1 alpha-3 of the home country; of several pairs that a thing belongs to, this one is preferred
-- @param partner varchar?: ISO 3166-1 alpha-3 of the partner country
-- @column record_kind_code varchar: kind of thing
-- @column ref_id varchar: the thing
-- @column name varchar: its name in the language asked for
-- @column field_name varchar: the column whose text holds a word, its own name in the language asked for where that does
-- @column text varchar: that text
-- @column shown_ref_id varchar: the row that a page opens to show it: the engagement of an enterprise, else the thing
-- @column home_code varchar: home country of a pair that it belongs to, null where it belongs to none
-- @column partner_code varchar: partner country of that pair
-- @column found_count bigint: things of the kind that hold every word
with typed as (
    select unnest(string_split(lower($search), ' ')) as word
),
wanted as (
    select distinct word
    from typed
    where word <> ''
),
wanted_count as (
    select count(*) as word_count from wanted
),
hits as (
    select
        entries.record_kind_code,
        entries.ref_id,
        entries.field_name,
        entries.text,
        wanted.word,
        case when coalesce(entries.language, $language) = $language then 0 else 10 end + entries.weight as farness,
        case
            when entries.folded = lower($search) then 0
            when starts_with(entries.folded, lower($search)) then 100
            when strpos(' ' || entries.folded, ' ' || wanted.word) > 0 then 200
            else 300
        end as misfit
    from search_entries as entries
    join wanted
        on strpos(entries.folded, wanted.word) > 0
),
found_words as (
    select record_kind_code, ref_id, word, min(misfit + farness) as distance
    from hits
    group by record_kind_code, ref_id, word
),
found as (
    select record_kind_code, ref_id, max(distance) as distance
    from found_words
    group by record_kind_code, ref_id
    having count(*) = (select word_count from wanted_count)
),
best as (
    select
        record_kind_code,
        ref_id,
        distance,
        count(*) over (partition by record_kind_code) as found_count,
        row_number() over (partition by record_kind_code order by distance, ref_id) as place
    from found
),
shown as (
    select best.record_kind_code, best.ref_id, best.found_count, best.place, best.distance, coalesce(participants.engagement_id, best.ref_id) as shown_ref_id
    from best
    left join participants
        on best.ref_id = participants.participant_id
        and best.record_kind_code = 'enterprise'
    where best.place <= $most
),
where_found as (
    select hits.record_kind_code, hits.ref_id, hits.field_name, hits.text
    from hits
    join shown
        on hits.record_kind_code = shown.record_kind_code
        and hits.ref_id = shown.ref_id
    qualify row_number() over (partition by hits.record_kind_code, hits.ref_id order by hits.farness, hits.misfit, length(hits.text), hits.text, hits.field_name) = 1
),
pairs as (
    select shown.record_kind_code, shown.ref_id, pair_rows.home_code, pair_rows.partner_code
    from shown
    join pair_rows
        on shown.shown_ref_id = pair_rows.ref_id
    qualify row_number() over (
            partition by shown.record_kind_code, shown.ref_id
            order by
                pair_rows.home_code = $home and pair_rows.partner_code = $partner desc,
                pair_rows.home_code = $home desc,
                pair_rows.is_comparator,
                pair_rows.home_code,
                pair_rows.partner_code
        ) = 1
),
own_names as (
    select entries.record_kind_code, entries.ref_id, min(entries.text) as text
    from search_entries as entries
    join shown
        on entries.record_kind_code = shown.record_kind_code
        and entries.ref_id = shown.ref_id
    where entries.weight = 0
        and coalesce(entries.language, $language) = $language
    group by entries.record_kind_code, entries.ref_id
)
select
    shown.record_kind_code,
    shown.ref_id,
    coalesce(own_names.text, shown.ref_id) as name,
    where_found.field_name,
    where_found.text,
    shown.shown_ref_id,
    pairs.home_code,
    pairs.partner_code,
    shown.found_count
from shown
join codelist_record_kind as kind
    on shown.record_kind_code = kind.code
join where_found
    on shown.record_kind_code = where_found.record_kind_code
    and shown.ref_id = where_found.ref_id
left join own_names
    on shown.record_kind_code = own_names.record_kind_code
    and shown.ref_id = own_names.ref_id
left join pairs
    on shown.record_kind_code = pairs.record_kind_code
    and shown.ref_id = pairs.ref_id
order by min(shown.distance) over (partition by shown.record_kind_code), cast(kind.sort_order as integer), shown.place
