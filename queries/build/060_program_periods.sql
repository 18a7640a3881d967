-- Whether each programme is open, as periods. It opens on the first possible day of its opening date and closes after
-- the last possible day of its closing date; a single loan is not a window and counts as closed once made.
create table program_periods as
with marks as (
    select
        programs.program_id,
        coalesce(programs.amount_unit_code, '') = 'single_loan' as is_single_loan,
        programs.opens_on_earliest as opens_on,
        cast(programs.closes_on_latest + interval 1 day as date) as closed_on,
        known_by.known_by
    from financing_programs as programs
    join known_by
        on programs.program_id = known_by.ref_id
        and known_by.record_kind = 'program'
),
periods as (
    select program_id, 'closed' as program_status_code, known_by as valid_from, date '9999-12-31' as valid_before from marks where is_single_loan
    union all
    select program_id, 'date_unknown', known_by, coalesce(closed_on, date '9999-12-31') from marks where not is_single_loan and opens_on is null
    union all
    select program_id, case when closed_on is null then 'open_end_unknown' else 'open' end, opens_on, coalesce(closed_on, date '9999-12-31')
    from marks
    where not is_single_loan and opens_on is not null
    union all
    select program_id, 'closed', greatest(closed_on, coalesce(opens_on, known_by)), date '9999-12-31' from marks where not is_single_loan and closed_on is not null
)
select program_id, program_status_code, valid_from, valid_before
from periods
where valid_from < valid_before
order by program_id, valid_from;
