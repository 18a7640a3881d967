-- @title: No successions lead in a circle on one day
-- @grain: one row per succession that leads back to its own predecessor on the same day
-- @severity: warning
-- @says: The successions of {effective_on} lead in a circle: “{value}” is also a predecessor of this row's predecessor, directly or through others.
-- @fix: Look up who followed whom, and delete the row that leads back; on a later day an institution may come back.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the successor
-- @column value varchar: the successor
-- @column effective_on date: day of the succession
with recursive chains as (
    select
        effective_on,
        predecessor_institution_id as earlier_id,
        successor_institution_id as later_id
    from institution_succession
    where predecessor_institution_id <> successor_institution_id
    union
    select
        chains.effective_on,
        chains.earlier_id,
        institution_succession.successor_institution_id as later_id
    from chains
    join institution_succession
        on chains.later_id = institution_succession.predecessor_institution_id
        and chains.effective_on = institution_succession.effective_on
)
select
    institution_succession.row_number,
    'successor_institution_id' as field_name,
    institution_succession.successor_institution_id as value,
    institution_succession.effective_on
from institution_succession
join chains
    on institution_succession.successor_institution_id = chains.earlier_id
    and institution_succession.predecessor_institution_id = chains.later_id
    and institution_succession.effective_on = chains.effective_on
where institution_succession.predecessor_institution_id <> institution_succession.successor_institution_id
order by institution_succession.row_number, value
