-- @title: Agreements whose end is stated
-- @grain: one row per agreement of the pair in force on the day whose end a source states
-- @formula: Agreements in force with a stated end, nearest first, judged by the last possible day of that end. Those without a
--   stated end are not here: their end is unknown, which is not the same as never.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column ref_id varchar: the agreement
-- @column agreement_status_code varchar: status on the day
-- @column in_force_until varchar: when it ends, as precisely as stated
-- @column ends_on date: the last possible day of its end
-- @column is_within_year boolean: whether it ends within 12 months
-- @column notice_days bigint: days of notice before its end, null where no source says
with standing as (
    select distinct agreement_id, agreement_status_code
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and is_in_force
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    agreements.agreement_id as ref_id,
    standing.agreement_status_code,
    agreements.in_force_until,
    agreements.in_force_until_latest as ends_on,
    standing.agreement_status_code = 'expiring' as is_within_year,
    agreements.notice_days
from agreements
join standing
    on agreements.agreement_id = standing.agreement_id
where agreements.in_force_until_latest is not null
order by agreements.in_force_until_latest, agreements.agreement_id
