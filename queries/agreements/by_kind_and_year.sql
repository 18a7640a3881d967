-- @title: Agreements by kind and year of signing
-- @grain: one row per kind of agreement and year of signing
-- @formula: Agreements of the pair known by the day, counted by kind and by the year in which they were signed. Where the
--   sources leave the year open, the year is empty: these agreements are counted apart, in no year.
-- @evidence: agreements.at_day
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column agreement_kind_code varchar: kind of instrument
-- @column year bigint: year of signing, null where sources leave it open
-- @column agreement_count bigint: agreements of that kind and year
-- @column announced_count bigint: those among them that are only announced
with standing as (
    select
        agreements.agreement_kind_code,
        periods.agreement_status_code,
        case
            when extract(year from agreements.signed_on_earliest) = extract(year from agreements.signed_on_latest)
                then extract(year from agreements.signed_on_latest)
        end as year
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
)
select
    standing.agreement_kind_code,
    standing.year,
    count(*) as agreement_count,
    count(*) filter (where standing.agreement_status_code = 'announced') as announced_count
from standing
join codelist_agreement_kind as kind
    on standing.agreement_kind_code = kind.code
group by standing.agreement_kind_code, kind.sort_order, standing.year
order by cast(kind.sort_order as integer), standing.agreement_kind_code, standing.year nulls first
