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
with parties as (
    select agreement_id, 1 as position, party_a_institution_id as institution_id, party_a_country_code as country_code from agreements where agreement_id = $agreement
    union all
    select agreement_id, 2, party_b_institution_id, party_b_country_code from agreements where agreement_id = $agreement
    union all
    select agreements.agreement_id, 3, agreements.third_party_institution_id, institutions.country_code
    from agreements
    join institutions
        on agreements.third_party_institution_id = institutions.institution_id
    where agreements.agreement_id = $agreement
)
select
    parties.agreement_id as ref_id,
    parties.institution_id,
    parties.country_code,
    succession.successor_institution_id,
    succession.effective_on
from parties
left join institution_succession as succession
    on parties.institution_id = succession.predecessor_institution_id
    and succession.effective_on <= $as_of
order by parties.position, succession.successor_institution_id
