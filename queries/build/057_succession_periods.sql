-- In whose place which institution stands, and until when: one that took over from another after it was itself succeeded stands again.
-- An institution that is said to succeed itself was succeeded by nobody.
create table succession_periods as
select
    succession.predecessor_institution_id,
    succession.successor_institution_id,
    succession.source_id,
    succession.effective_on,
    coalesce(cast(min(back.effective_on) - interval 1 day as date), date '9999-12-31') as valid_until
from institution_succession as succession
left join institution_succession as back
    on succession.predecessor_institution_id = back.successor_institution_id
    and succession.effective_on < back.effective_on
    and back.predecessor_institution_id <> back.successor_institution_id
where succession.predecessor_institution_id <> succession.successor_institution_id
group by succession.predecessor_institution_id, succession.successor_institution_id, succession.source_id, succession.effective_on
order by succession.predecessor_institution_id, succession.successor_institution_id, succession.effective_on;
