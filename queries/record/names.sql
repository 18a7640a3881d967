-- @title: Names of the rows of the record
-- @grain: one row per row of the record that has a name, in the language asked for
-- @param language varchar: ISO 639-1 code, id, en or ja
-- @column ref_id varchar: the row's key
-- @column name varchar: its name in that language
select ref_id, name
from record_names
where language = $language
order by ref_id
