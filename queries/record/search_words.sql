-- @title: Words that a search can find
-- @grain: one row per word of three letters or more
-- @formula: The words of the texts that a search looks in, in small letters, without accents and punctuation.
-- @column text varchar: the word
with words as (
    select unnest(string_split(folded, ' ')) as text
    from search_entries
)
select distinct text
from words
where length(text) >= 3
order by text
