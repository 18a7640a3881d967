-- @title: Institutions that take part in agreements
-- @grain: one row per institution that signed or was announced as a party, and successor that stands in its place on the day
-- @key: institution_id, country_code, successor_institution_id
-- @formula: Agreements of the pair known by the day, counted once for each of their parties as the sources name them. Where
--   an institution was succeeded by the day, its successors stand beside it; a ministry split in two has one row for each,
--   with the same counts, which are not to be added. A party that no source names is counted under no institution.
-- @evidence: agreements.parties
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column institution_id varchar: the party as the source names it, null where none is named
-- @column country_code varchar: its country
-- @column agreement_count bigint: agreements it is a party to
-- @column in_force_count bigint: those among them in force on the day
-- @column successor_institution_id varchar: who stands in its place on the day, null while it stands itself
-- @column effective_on date: since when
with standing as (
    select
        agreements.agreement_id,
        agreements.party_a_institution_id,
        agreements.party_a_country_code,
        agreements.party_b_institution_id,
        agreements.party_b_country_code,
        agreements.third_party_institution_id,
        periods.agreement_status_code in ('in_force', 'in_force_term_unknown', 'expiring') as is_in_force
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
    select agreement_id, is_in_force, party_a_institution_id as institution_id, party_a_country_code as country_code from standing
    union
    select agreement_id, is_in_force, party_b_institution_id, party_b_country_code from standing
    union
    select standing.agreement_id, standing.is_in_force, standing.third_party_institution_id, institutions.country_code
    from standing
    join institutions
        on standing.third_party_institution_id = institutions.institution_id
),
counted as (
    select
        institution_id,
        country_code,
        count(*) as agreement_count,
        count(*) filter (where is_in_force) as in_force_count
    from parties
    group by institution_id, country_code
)
select
    counted.institution_id,
    counted.country_code,
    counted.agreement_count,
    counted.in_force_count,
    succession.successor_institution_id,
    succession.effective_on
from counted
left join institution_succession as succession
    on counted.institution_id = succession.predecessor_institution_id
    and succession.effective_on <= $as_of
order by counted.agreement_count desc, counted.institution_id nulls last, counted.country_code, succession.successor_institution_id
