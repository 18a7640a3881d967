-- @title: No agreement renews itself
-- @grain: one row per agreement that names itself as the one it renews
-- @severity: warning
-- @says: “{value}” is said to renew itself.
-- @fix: Name the earlier agreement, or leave the cell empty.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the agreement renewed
-- @column value varchar: the agreement
select
    row_number,
    'renews_agreement_id' as field_name,
    agreement_id as value
from agreements
where renews_agreement_id = agreement_id
order by row_number, value
