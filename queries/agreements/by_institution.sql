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
    select distinct agreement_id, is_in_force
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
counted as (
    select
        parties.institution_id,
        parties.country_code,
        count(distinct standing.agreement_id) as agreement_count,
        count(distinct case when standing.is_in_force then standing.agreement_id end) as in_force_count
    from standing
    join parties
        on standing.agreement_id = parties.ref_id
        and parties.record_kind = 'agreement'
    group by parties.institution_id, parties.country_code
)
select
    counted.institution_id,
    counted.country_code,
    counted.agreement_count,
    counted.in_force_count,
    succession.successor_institution_id,
    succession.effective_on
from counted
left join succession_periods as succession
    on counted.institution_id = succession.predecessor_institution_id
    and $as_of between succession.effective_on and succession.valid_until
order by counted.agreement_count desc, counted.institution_id nulls last, counted.country_code, succession.successor_institution_id
