-- @title: Agreements in force
-- @grain: one row per agreement of the pair in force on the day
-- @formula: Agreements of the pair whose status on the day is in force, in force with its term not stated, or expiring. Announced,
--   expired and superseded ones do not count. A date of reduced precision counts as its last possible day.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @column ref_id varchar: the agreement
-- @column agreement_kind_code varchar: kind of instrument
-- @column agreement_status_code varchar: status on the day
-- @column signed_on varchar: when it was signed, as precisely as known
-- @column in_force_until varchar: when it ends, null where no source says
-- @column party_a_institution_id varchar: first party
-- @column party_b_institution_id varchar: second party
with standing as (
    select distinct agreement_id, agreement_status_code
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and is_in_force
        and $as_of between valid_from and valid_until
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    agreements.agreement_id as ref_id,
    agreements.agreement_kind_code,
    standing.agreement_status_code,
    agreements.signed_on,
    agreements.in_force_until,
    agreements.party_a_institution_id,
    agreements.party_b_institution_id
from agreements
join standing
    on agreements.agreement_id = standing.agreement_id
order by agreements.signed_on_latest desc nulls last, agreements.agreement_id
