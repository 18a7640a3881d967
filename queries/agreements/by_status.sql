-- @title: Agreements by status
-- @grain: one row per status, also where no agreement has it
-- @formula: Agreements of the pair counted by their status on the day; each agreement has exactly one. Beside it, how many of
--   them have an end that a source states.
-- @evidence: agreements.at_day
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column agreement_status_code varchar: status on the day
-- @column agreement_count bigint: agreements with that status
-- @column end_stated_count bigint: those among them whose end a source states
with standing as (
    select agreements.agreement_id, agreements.in_force_until, periods.agreement_status_code
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
    status.code as agreement_status_code,
    count(standing.agreement_id) as agreement_count,
    count(standing.in_force_until) as end_stated_count
from codelist_agreement_status as status
left join standing
    on status.code = standing.agreement_status_code
group by status.code, status.sort_order
order by cast(status.sort_order as integer), status.code
