-- @title: Sources behind rows of the record
-- @grain: one row per source, with the rows that rest on it
-- @param ref_ids varchar: keys of rows, separated by semicolons
-- @column source_id varchar: the source's key
-- @column publisher varchar: who published it
-- @column title varchar: its title, in the language it has
-- @column url varchar: where it stands
-- @column published_on varchar: when it was published, as precisely as known
-- @column language varchar: ISO 639-1 code of its language
-- @column row_count bigint: how many of the rows rest on it
select
    sources.source_id,
    sources.publisher,
    sources.title,
    sources.url,
    sources.published_on,
    sources.language,
    count(distinct row_sources.ref_id) as row_count
from row_sources
join sources
    on row_sources.source_id = sources.source_id
where list_contains(string_split($ref_ids, ';'), row_sources.ref_id)
group by sources.source_id, sources.publisher, sources.title, sources.url, sources.published_on, sources.language
order by row_count desc, sources.source_id
