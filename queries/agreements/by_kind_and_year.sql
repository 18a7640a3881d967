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
    select distinct agreement_id, agreement_status_code, case when first_year = last_year then last_year end as year
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
    agreements.agreement_kind_code,
    standing.year,
    count(*) as agreement_count,
    count(*) filter (where standing.agreement_status_code = 'announced') as announced_count
from standing
join agreements
    on standing.agreement_id = agreements.agreement_id
join codelist_agreement_kind as kind
    on agreements.agreement_kind_code = kind.code
group by agreements.agreement_kind_code, kind.sort_order, standing.year
order by cast(kind.sort_order as integer), agreements.agreement_kind_code, standing.year nulls first
