-- @title: Engagements are between two countries
-- @grain: one row per row whose two countries are the same
-- @severity: warning
-- @says: Both countries are “{value}”.
-- @fix: Name the partner's country, or leave it empty where there is no single one.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the second country
-- @column value varchar: ISO 3166-1 code of both
select
    row_number,
    'country_b_code' as field_name,
    country_b_code as value
from engagements
where country_a_code = country_b_code
order by row_number, value
