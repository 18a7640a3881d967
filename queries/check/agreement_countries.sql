-- @title: Agreements are between two countries
-- @grain: one row per row whose two countries are the same
-- @severity: warning
-- @says: Both countries are “{value}”.
-- @fix: Name the partner's country, or leave it empty where there is no single one.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the second country
-- @column value varchar: ISO 3166-1 code of both
select
    row_number,
    'party_b_country_code' as field_name,
    party_b_country_code as value
from agreements
where party_a_country_code = party_b_country_code
order by row_number, value
