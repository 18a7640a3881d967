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
    select
        agreements.agreement_id,
        agreements.signed_on,
        agreements.party_a_institution_id,
        agreements.party_a_country_code,
        agreements.party_b_institution_id,
        agreements.party_b_country_code,
        agreements.third_party_institution_id,
        periods.agreement_status_code
    from agreements
    join pair_rows
        on agreements.agreement_id = pair_rows.ref_id
        and pair_rows.record_kind = 'agreement'
    join agreement_periods as periods
        on agreements.agreement_id = periods.agreement_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
        and ($from_year is null or agreements.signed_on_latest is null or extract(year from agreements.signed_on_latest) >= $from_year)
        and ($to_year is null or agreements.signed_on_earliest is null or extract(year from agreements.signed_on_earliest) <= $to_year)
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
),
parties as (
    select agreement_id, agreement_status_code, signed_on, 1 as position, party_a_institution_id as institution_id, party_a_country_code as country_code from standing
    union all
    select agreement_id, agreement_status_code, signed_on, 2, party_b_institution_id, party_b_country_code from standing
    union all
    select standing.agreement_id, standing.agreement_status_code, standing.signed_on, 3, standing.third_party_institution_id, institutions.country_code
    from standing
    join institutions
        on standing.third_party_institution_id = institutions.institution_id
)
select institution_id, country_code, agreement_id as ref_id, agreement_status_code, signed_on
from parties
order by institution_id nulls last, agreement_id, position
