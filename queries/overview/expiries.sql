-- @title: What ends next
-- @grain: one row per agreement or programme of the pair that has a stated end on or after the day
-- @formula: Agreements in force and open programmes with a stated end, nearest first. Those without a stated end are not here: their end is unknown.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day from which is looked ahead
-- @column ref_id varchar: the agreement or programme
-- @column evidence_kind_code varchar: agreement or program
-- @column ends_on date: the last possible day of its end
select ending.ref_id, ending.record_kind as evidence_kind_code, ending.ends_on
from (
    select 'agreement' as record_kind, agreements.agreement_id as ref_id, agreements.in_force_until_latest as ends_on
    from agreements
    join agreement_periods as periods
        on agreements.agreement_id = periods.agreement_id
    where periods.agreement_status_code in ('in_force', 'expiring')
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
    union all
    select 'program', programs.program_id, programs.closes_on_latest
    from financing_programs as programs
    join program_periods as periods
        on programs.program_id = periods.program_id
    where periods.program_status_code = 'open'
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
) as ending
join pair_rows
    on ending.ref_id = pair_rows.ref_id
    and ending.record_kind = pair_rows.record_kind
where pair_rows.home_code = $home
    and pair_rows.partner_code = $partner
    and ending.ends_on >= $as_of
order by ending.ends_on, ending.ref_id
