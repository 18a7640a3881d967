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
    status.code as agreement_status_code,
    count(standing.agreement_id) as agreement_count,
    count(agreements.in_force_until) as end_stated_count
from codelist_agreement_status as status
left join standing
    on status.code = standing.agreement_status_code
left join agreements
    on standing.agreement_id = agreements.agreement_id
group by status.code, status.sort_order
order by cast(status.sort_order as integer), status.code
