-- @title: Agreements in force whose party was succeeded
-- @grain: one row per agreement of the pair in force on the day, party that was succeeded by the day, and successor
-- @key: ref_id, institution_id, successor_institution_id
-- @formula: Parties as the sources name them, for which a source says who took over and when. The agreement keeps the institution
--   that signed it; whether the successor took over the agreement, no source may say.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status and successions are judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @column ref_id varchar: the agreement
-- @column signed_on varchar: when it was signed, as precisely as known
-- @column institution_id varchar: the party that was succeeded
-- @column successor_institution_id varchar: who took over
-- @column effective_on date: since when
-- @column source_id varchar: the source that says so
with standing as (
    select distinct agreement_id
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and is_in_force
        and $as_of between valid_from and valid_until
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select distinct
    agreements.agreement_id as ref_id,
    agreements.signed_on,
    parties.institution_id,
    succession.successor_institution_id,
    succession.effective_on,
    succession.source_id
from standing
join agreements
    on standing.agreement_id = agreements.agreement_id
join parties
    on standing.agreement_id = parties.ref_id
    and parties.record_kind = 'agreement'
join succession_periods as succession
    on parties.institution_id = succession.predecessor_institution_id
    and $as_of between succession.effective_on and succession.valid_until
order by succession.effective_on, agreements.agreement_id, parties.institution_id, succession.successor_institution_id
