-- @title: Parties of an agreement and who stands for them
-- @grain: one row per party of the agreement and successor that stands in its place on the day
-- @formula: The parties as the sources name them. Where an institution was succeeded by the day, its successors stand beside
--   it. A party that no source names keeps its row without an institution.
-- @param agreement varchar: the agreement's key
-- @param as_of date: the day at which successions are judged
-- @column ref_id varchar: the agreement
-- @column institution_id varchar: the party, null where no source names it
-- @column country_code varchar: its country
-- @column successor_institution_id varchar: who stands in its place on the day, null while it stands itself
-- @column effective_on date: since when
select
    parties.ref_id,
    parties.institution_id,
    parties.country_code,
    succession.successor_institution_id,
    succession.effective_on
from parties
left join succession_periods as succession
    on parties.institution_id = succession.predecessor_institution_id
    and $as_of between succession.effective_on and succession.valid_until
where parties.record_kind = 'agreement'
    and parties.ref_id = $agreement
order by parties.position, succession.successor_institution_id
