-- @title: A renewal is signed after the agreement that it renews
-- @grain: one row per agreement signed before the one it renews
-- @severity: warning
-- @says: It was signed on “{signed}”, before “{value}”, which it is said to renew and which was signed on “{earlier_signed}”.
-- @fix: Look up which of the two renews the other.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the agreement renewed
-- @column value varchar: the agreement renewed
-- @column signed varchar: day of signing
-- @column earlier_signed varchar: day on which the agreement renewed was signed
select
    later.row_number,
    'renews_agreement_id' as field_name,
    later.renews_agreement_id as value,
    later.signed_on as signed,
    earlier.signed_on as earlier_signed
from agreements as later
join agreements as earlier
    on later.renews_agreement_id = earlier.agreement_id
where later.signed_on_latest < earlier.signed_on_earliest
order by later.row_number, value, signed
