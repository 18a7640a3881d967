-- The status of each agreement as periods without gap or overlap, so that its status at any day is one comparison.
-- A date of reduced precision counts as its last possible day.
create table agreement_periods as
with marks as (
    select
        agreements.agreement_id,
        agreements.agreement_stage_code,
        case
            when agreements.agreement_stage_code = 'announced' then least(known_by.known_by, known_by.reported_by)
            else known_by.known_by
        end as known_on,
        case
            when agreements.agreement_stage_code = 'announced' then date '9999-12-31'
            else greatest(coalesce(agreements.in_force_from_latest, known_by.known_by), known_by.known_by)
        end as starts_on,
        agreements.in_force_until_latest as ends_on,
        coalesce(renewals.renewed_on, date '9999-12-31') as superseded_on
    from agreements
    join known_by
        on agreements.agreement_id = known_by.ref_id
        and known_by.record_kind = 'agreement'
    left join agreement_renewals as renewals
        on agreements.agreement_id = renewals.agreement_id
),
periods as (
    select agreement_id, 'announced' as agreement_status_code, known_on as valid_from, starts_on as valid_before, superseded_on as cut_on from marks
    union all
    select agreement_id, 'in_force_term_unknown', starts_on, superseded_on as valid_before, superseded_on as cut_on from marks where ends_on is null
    union all
    select agreement_id, 'in_force', starts_on, cast(ends_on - interval 12 month as date), superseded_on from marks where ends_on is not null
    union all
    select agreement_id, 'expiring', greatest(starts_on, cast(ends_on - interval 12 month as date)), cast(ends_on + interval 1 day as date), superseded_on
    from marks
    where ends_on is not null
    union all
    select agreement_id, 'expired', greatest(starts_on, cast(ends_on + interval 1 day as date)), date '9999-12-31', superseded_on from marks where ends_on is not null
    union all
    select agreement_id, 'superseded', superseded_on, date '9999-12-31', date '9999-12-31' from marks
)
-- `valid_before` is the first day after the period; the last period of all runs to 9999-12-31 and includes it.
select agreement_id, agreement_status_code, valid_from, least(valid_before, cut_on) as valid_before
from periods
where valid_from < least(valid_before, cut_on)
order by agreement_id, valid_from;
