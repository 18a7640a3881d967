-- @title: Sources of an engagement
-- @grain: one row per source, the one it stands on first
-- @formula: The documents that this engagement's row rests on, with their titles in the language they are written in.
-- @param engagement varchar: the engagement's key
-- @column ref_id varchar: the engagement
-- @column source_id varchar: the source
-- @column publisher varchar: who published it
-- @column title varchar: its title, in the language it has
-- @column url varchar: where it stands, null where the record holds no address
-- @column published_on varchar: when it was published, null where that is unknown
-- @column language varchar: ISO 639-1 code of its language
select
    row_sources.ref_id,
    sources.source_id,
    sources.publisher,
    sources.title,
    sources.url,
    sources.published_on,
    sources.language
from row_sources
join sources
    on row_sources.source_id = sources.source_id
where row_sources.ref_id = $engagement
order by row_sources.position, sources.source_id
