-- @title: One agreement
-- @grain: one row, the agreement asked for
-- @formula: The agreement as its sources describe it, with the status that follows from its dates on the day. The summary is
--   in the language asked for where it was translated, else in English; the note is the analyst's, in English.
-- @param agreement varchar: the agreement's key
-- @param as_of date: the day at which status is judged
-- @param language varchar: ISO 639-1 code of the summary, id, en or ja
-- @column ref_id varchar: the agreement
-- @column agreement_kind_code varchar: kind of instrument
-- @column agreement_stage_code varchar: announced or concluded
-- @column agreement_status_code varchar: status on the day, null where it was not known yet
-- @column status_from date: first day of that status
-- @column status_stated varchar: status in the source's words
-- @column signed_on varchar: when it was signed, as precisely as known
-- @column signed_certainty_code varchar: stated, inferred or unknown
-- @column signed_text varchar: the date in the source's words
-- @column known_by date: the day from which it counts
-- @column is_dated boolean: whether that day comes from its own date
-- @column place varchar: where it was signed, as the source says
-- @column party_a_country_code varchar: country of the first party
-- @column party_a_institution_id varchar: first party, null where no source names it
-- @column party_b_country_code varchar: country of the second party
-- @column party_b_institution_id varchar: second party, null where no source names it
-- @column third_party_institution_id varchar: third party, null without one
-- @column in_force_from varchar: when it entered into force, null where no source says
-- @column in_force_until varchar: when it ends, null where no source says
-- @column notice_days bigint: days of notice before its end, null where no source says
-- @column renews_agreement_id varchar: the earlier agreement that it renews, as a source states
-- @column predecessor_candidate_id varchar: a likely predecessor, as the analyst infers
-- @column renewed_by_agreement_id varchar: the agreement that renews this one, null without one known by the day
-- @column summary varchar: what it is about
-- @column record_scope_code varchar: scope of the row
-- @column note varchar: the analyst's note, in English
select
    agreements.agreement_id as ref_id,
    agreements.agreement_kind_code,
    agreements.agreement_stage_code,
    periods.agreement_status_code,
    periods.valid_from as status_from,
    agreements.status_stated,
    agreements.signed_on,
    agreements.signed_certainty_code,
    agreements.signed_text,
    known_by.known_by,
    known_by.is_dated,
    agreements.place,
    agreements.party_a_country_code,
    agreements.party_a_institution_id,
    agreements.party_b_country_code,
    agreements.party_b_institution_id,
    agreements.third_party_institution_id,
    agreements.in_force_from,
    agreements.in_force_until,
    agreements.notice_days,
    agreements.renews_agreement_id,
    agreements.predecessor_candidate_id,
    renewals.renewed_by_agreement_id,
    coalesce(translations.text, agreements.summary_en) as summary,
    agreements.record_scope_code,
    agreements.note
from agreements
join known_by
    on agreements.agreement_id = known_by.ref_id
    and known_by.record_kind = 'agreement'
left join agreement_periods as periods
    on agreements.agreement_id = periods.agreement_id
    and periods.valid_from <= $as_of
    and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
left join translations
    on agreements.agreement_id = translations.ref_id
    and translations.field_name = 'summary_en'
    and translations.language = $language
left join agreement_renewals as renewals
    on agreements.agreement_id = renewals.agreement_id
    and renewals.renewed_on <= $as_of
where agreements.agreement_id = $agreement
order by agreements.agreement_id
