-- @title: Who took over from whom
-- @grain: one row per institution and successor
-- @formula: Institutions that ended and those that took over their work, with the day. Agreements keep the institution that signed them.
-- @column predecessor_institution_id varchar: the institution that ended
-- @column ref_id varchar: the institution that took over
-- @column effective_on date: the day it took effect
-- @column agreement_count bigint: agreements that the one before had signed
-- @column source_id varchar: the source
-- @column note varchar: remark
select
    succession.predecessor_institution_id,
    succession.successor_institution_id as ref_id,
    succession.effective_on,
    count(distinct parties.ref_id) as agreement_count,
    succession.source_id,
    succession.note
from institution_succession as succession
left join parties
    on succession.predecessor_institution_id = parties.institution_id
    and parties.record_kind = 'agreement'
group by succession.predecessor_institution_id, succession.successor_institution_id, succession.effective_on, succession.source_id, succession.note
order by succession.effective_on desc, succession.predecessor_institution_id, ref_id
