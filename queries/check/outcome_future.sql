-- @title: Outcomes lie in the past
-- @grain: one row per row that is told as done but dated after today
-- @severity: error
-- @says: “{value}” lies in the future, yet the row says that it has happened.
-- @fix: Correct the date, or say that it is only planned or announced.
-- @param today date: the day of the check
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the date
-- @column value varchar: the date
select
    row_number,
    'occurred_on' as field_name,
    occurred_on as value
from outcomes
where occurred_on_earliest > $today
    and value_basis_code in ('realised', 'reported')
order by row_number, value
