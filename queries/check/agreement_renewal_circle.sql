-- @title: No agreement renews itself through others
-- @grain: one row per renewal that leads back to the agreement that renews
-- @severity: warning
-- @says: The renewals lead in a circle: “{value}” is renewed here, and itself renews this agreement, directly or through others.
-- @fix: Look up which of them came first, and leave its cell empty.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the agreement renewed
-- @column value varchar: the agreement renewed
with recursive chains as (
    select
        agreement_id as later_id,
        renews_agreement_id as earlier_id
    from agreements
    where renews_agreement_id <> agreement_id
    union
    select
        chains.later_id,
        agreements.renews_agreement_id as earlier_id
    from chains
    join agreements
        on chains.earlier_id = agreements.agreement_id
    where agreements.renews_agreement_id is not null
)
select
    agreements.row_number,
    'renews_agreement_id' as field_name,
    agreements.renews_agreement_id as value
from agreements
join chains
    on agreements.renews_agreement_id = chains.later_id
    and agreements.agreement_id = chains.earlier_id
where agreements.renews_agreement_id <> agreements.agreement_id
order by agreements.row_number, value
