-- @title: Parties of each agreement
-- @grain: one row per agreement of the pair known by the day and party
-- @formula: The parties as the sources name them, first, second and third; a party that no source names keeps its row without
--   an institution.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column institution_id varchar: the party, null where no source names it
-- @column country_code varchar: its country
-- @column ref_id varchar: the agreement
-- @column agreement_status_code varchar: status on the day
-- @column signed_on varchar: when it was signed, as precisely as known
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
)
select
    parties.institution_id,
    parties.country_code,
    agreements.agreement_id as ref_id,
    standing.agreement_status_code,
    agreements.signed_on
from standing
join agreements
    on standing.agreement_id = agreements.agreement_id
join parties
    on standing.agreement_id = parties.ref_id
    and parties.record_kind = 'agreement'
order by parties.institution_id nulls last, agreements.agreement_id, parties.position
