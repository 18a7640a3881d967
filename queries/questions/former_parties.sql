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
with parties as (
    select agreement_id, party_a_institution_id as institution_id from agreements
    union
    select agreement_id, party_b_institution_id from agreements
    union
    select agreement_id, third_party_institution_id from agreements
)
select
    agreements.agreement_id as ref_id,
    agreements.signed_on,
    parties.institution_id,
    succession.successor_institution_id,
    succession.effective_on,
    succession.source_id
from agreements
join pair_rows
    on agreements.agreement_id = pair_rows.ref_id
    and pair_rows.record_kind = 'agreement'
join agreement_periods as periods
    on agreements.agreement_id = periods.agreement_id
join parties
    on agreements.agreement_id = parties.agreement_id
join institution_succession as succession
    on parties.institution_id = succession.predecessor_institution_id
where pair_rows.home_code = $home
    and pair_rows.partner_code = $partner
    and succession.effective_on <= $as_of
    and periods.agreement_status_code in ('in_force', 'in_force_term_unknown', 'expiring')
    and periods.valid_from <= $as_of
    and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
    and (
        ($sector is null and $focus is null)
        or exists (
            select 1
            from agreement_scope as scope
            where scope.agreement_id = agreements.agreement_id
                and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                and ($focus is null or scope.focus_area_code = $focus)
        )
    )
order by succession.effective_on, agreements.agreement_id, parties.institution_id, succession.successor_institution_id
