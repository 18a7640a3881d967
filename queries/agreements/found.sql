-- @title: Agreements found by words
-- @grain: one row per agreement of the pair known by the day that holds every word looked for
-- @formula: Each word must stand in the agreement's name, in the names or acronyms of its parties (in the language asked for
--   and in their own), or in its place. Upper and lower case are the same. Without words, every agreement is found.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @param language varchar: ISO 639-1 code of the names to look in, id, en or ja
-- @param search varchar?: words separated by spaces
-- @column ref_id varchar: the agreement
-- @column agreement_status_code varchar: status on the day
-- @column agreement_kind_code varchar: kind of instrument
-- @column signed_on varchar: when it was signed, as precisely as known
-- @column party_a_institution_id varchar: first party, null where no source names it
-- @column party_b_institution_id varchar: second party, null where no source names it
-- @column third_party_institution_id varchar: third party, null without one
-- @column place varchar: where it was signed, as the source says
-- @column in_force_until varchar: when it ends, null where no source says
with standing as (
    select distinct agreement_id, agreement_status_code
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
institution_texts as (
    select
        institutions.institution_id,
        coalesce(names.name, '') || ' ' || coalesce(institutions.name_local, '') || ' ' || coalesce(institutions.acronym, '') as text
    from institutions
    left join record_names as names
        on institutions.institution_id = names.ref_id
        and names.language = $language
),
texts as (
    select
        agreements.agreement_id,
        lower(
            coalesce(names.name, '') || ' ' || coalesce(agreements.place, '') || ' ' || coalesce(party_a.text, '')
            || ' ' || coalesce(party_b.text, '') || ' ' || coalesce(third_party.text, '')
        ) as text
    from standing
    join agreements
        on standing.agreement_id = agreements.agreement_id
    left join record_names as names
        on agreements.agreement_id = names.ref_id
        and names.language = $language
    left join institution_texts as party_a
        on agreements.party_a_institution_id = party_a.institution_id
    left join institution_texts as party_b
        on agreements.party_b_institution_id = party_b.institution_id
    left join institution_texts as third_party
        on agreements.third_party_institution_id = third_party.institution_id
),
wanted as (
    select unnest(string_split(lower(coalesce($search, '')), ' ')) as word
),
matched as (
    select texts.agreement_id
    from texts
    cross join wanted
    group by texts.agreement_id
    having bool_and(wanted.word = '' or strpos(texts.text, wanted.word) > 0)
)
select
    agreements.agreement_id as ref_id,
    standing.agreement_status_code,
    agreements.agreement_kind_code,
    agreements.signed_on,
    agreements.party_a_institution_id,
    agreements.party_b_institution_id,
    agreements.third_party_institution_id,
    agreements.place,
    agreements.in_force_until
from standing
join matched
    on standing.agreement_id = matched.agreement_id
join agreements
    on standing.agreement_id = agreements.agreement_id
order by agreements.signed_on_latest desc nulls last, agreements.agreement_id
