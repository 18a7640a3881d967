-- @title: What ends next
-- @grain: one row per agreement or programme of the pair that has a stated end on or after the day
-- @formula: Agreements in force and open programmes with a stated end, nearest first. Those without a stated end are not here: their end is unknown.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day from which is looked ahead
-- @column ref_id varchar: the agreement or programme
-- @column evidence_kind_code varchar: agreement or program
-- @column ends_on date: the last possible day of its end
with ending as (
    select 'agreement' as evidence_kind_code, agreements.agreement_id as ref_id, agreements.in_force_until_latest as ends_on
    from agreements
    join pair_agreements as standing
        on agreements.agreement_id = standing.agreement_id
    where standing.home_code = $home
        and standing.partner_code = $partner
        and standing.agreement_status_code in ('in_force', 'expiring')
        and $as_of between standing.valid_from and standing.valid_until
    union
    select 'program', programs.program_id, programs.closes_on_latest
    from financing_programs as programs
    join pair_programs as standing
        on programs.program_id = standing.program_id
    where standing.home_code = $home
        and standing.partner_code = $partner
        and standing.program_status_code = 'open'
        and $as_of between standing.valid_from and standing.valid_until
)
select ref_id, evidence_kind_code, ends_on
from ending
where ends_on >= $as_of
order by ends_on, ref_id
