-- @title: Agreements of the pair and their status
-- @grain: one row per agreement of the pair that is known by the day
-- @formula: The status follows from the dates that sources state. Where no source states an end, the status is in force with
--   its term unknown. A date of reduced precision counts as its last possible day; an agreement without any date counts from
--   the day its source was published, else from the day the record was collected. It is kept under a period filter, since
--   it may have been signed within it.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column ref_id varchar: the agreement
-- @column agreement_kind_code varchar: kind of instrument
-- @column agreement_status_code varchar: status on the day
-- @column signed_on varchar: when it was signed, as precisely as known
-- @column signed_on_earliest date: first possible day of signing, null where nothing bounds it
-- @column signed_on_latest date: last possible day of signing, null where the date is unknown
-- @column signed_certainty_code varchar: stated, inferred or unknown
-- @column known_by date: the day from which it counts
-- @column is_dated boolean: whether that day comes from its own date
-- @column in_force_from varchar: when it entered into force, null where no source says
-- @column in_force_until varchar: when it ends, null where no source says
-- @column ends_on date: the last possible day of its end
-- @column status_from date: first day of its status
-- @column party_a_institution_id varchar: first party, null where no source names it
-- @column party_b_institution_id varchar: second party, null where no source names it
-- @column third_party_institution_id varchar: third party, null without one
-- @column place varchar: where it was signed, as the source says
-- @column source_id varchar: the source it stands on
-- @column publisher varchar: who published that source
with standing as (
    select distinct agreement_id, agreement_status_code, valid_from
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    agreements.agreement_id as ref_id,
    agreements.agreement_kind_code,
    standing.agreement_status_code,
    agreements.signed_on,
    agreements.signed_on_earliest,
    agreements.signed_on_latest,
    agreements.signed_certainty_code,
    known_by.known_by,
    known_by.is_dated,
    agreements.in_force_from,
    agreements.in_force_until,
    agreements.in_force_until_latest as ends_on,
    standing.valid_from as status_from,
    agreements.party_a_institution_id,
    agreements.party_b_institution_id,
    agreements.third_party_institution_id,
    agreements.place,
    agreements.source_id,
    sources.publisher
from agreements
join standing
    on agreements.agreement_id = standing.agreement_id
join known_by
    on agreements.agreement_id = known_by.ref_id
    and known_by.record_kind = 'agreement'
join sources
    on agreements.source_id = sources.source_id
order by agreements.signed_on_latest desc nulls last, agreements.agreement_id
