-- @title: What happened in the period
-- @grain: one row per event
-- @formula: What the record says happened after the first day and up to the second: agreements signed, come into force, entered their
--   last 12 months, expired or renewed; engagements held or announced; programmes opened or closed; outcomes; institutions succeeded by
--   others. A date of reduced precision counts as its last possible day, the opening of a programme as its first. What states no day
--   of its own stands on the day its source was published, else the record collected, and is marked as not dated: nothing need have
--   happened on that day. A correction of the record is no event.
-- @method: What the record knew on the later day. A date of reduced precision counts as its last possible day, as in the status of
--   agreements and programmes. A row without a date of its own stands on the day it was reported or collected, is marked, and is no event. It
--   counts the whole record, not a sample, so it has no interval.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param since date: events after this day
-- @param as_of date: events up to this day
-- @param sector varchar?: only events that name this sector or none; institutions have no sector
-- @param focus varchar?: only events that cover this focus area; institutions have none
-- @param change_subject varchar?: only events of agreement, engagement, program, outcome or institution
-- @column ref_id varchar: the row that the event is of
-- @column change_event_code varchar: what happened
-- @column change_subject_code varchar: what kind of row it is of
-- @column happened_on date: the day as it is counted
-- @column is_dated boolean: whether that day is its own, and not the day it was reported or collected
-- @column stated_on varchar: the date as the source states it, null where none does
-- @column other_ref_id varchar: the agreement that renews it, or the institution that it took over from
-- @column headline_change bigint: what it adds to the number in force, held, open or on record
with reports as (
    select source_id, published_on_latest is not null as is_reported
    from sources
),
agreement_turns as (
    select
        periods.agreement_id,
        periods.agreement_status_code,
        periods.valid_from,
        lag(periods.agreement_status_code) over (partition by periods.agreement_id order by periods.valid_from) as before_code
    from agreement_periods as periods
),
agreement_events as (
    select
        'agreement' as subject,
        turns.agreement_id as ref_id,
        case
            when turns.agreement_status_code = 'superseded' then 'agreement_renewed'
            when turns.before_code is null and agreements.agreement_stage_code = 'announced' then 'agreement_announced'
            when turns.before_code is null and known_by.is_dated then 'agreement_signed'
            when turns.before_code is null then 'agreement_reported'
            when turns.agreement_status_code = 'expired' then 'agreement_expired'
            when turns.before_code = 'announced' then 'agreement_in_force'
            else 'agreement_expiring'
        end as event_code,
        turns.valid_from as happened_on,
        case
            when turns.agreement_status_code = 'superseded' then renewing.is_dated
            when turns.before_code is not null then true
            when agreements.agreement_stage_code = 'announced' then reports.is_reported
            else known_by.is_dated
        end as is_dated,
        case when turns.agreement_status_code = 'superseded' then renewals.renewed_by_agreement_id end as other_ref_id,
        case when turns.agreement_status_code in ('in_force', 'in_force_term_unknown', 'expiring') then 1 else 0 end
        - case when turns.before_code in ('in_force', 'in_force_term_unknown', 'expiring') then 1 else 0 end as headline_change
    from agreement_turns as turns
    join agreements
        on turns.agreement_id = agreements.agreement_id
    join known_by
        on turns.agreement_id = known_by.ref_id
        and known_by.record_kind = 'agreement'
    join reports
        on agreements.source_id = reports.source_id
    left join agreement_renewals as renewals
        on turns.agreement_id = renewals.agreement_id
    left join known_by as renewing
        on renewals.renewed_by_agreement_id = renewing.ref_id
        and renewing.record_kind = 'agreement'
),
engagement_events as (
    select
        'engagement' as subject,
        engagements.engagement_id as ref_id,
        case
            when engagements.engagement_stage_code = 'planned' then 'engagement_announced'
            when known_by.is_dated then 'engagement_held'
            else 'engagement_reported'
        end as event_code,
        engagement_days.known_from as happened_on,
        case when engagements.engagement_stage_code = 'planned' then reports.is_reported else known_by.is_dated end as is_dated,
        cast(null as varchar) as other_ref_id,
        case when engagements.engagement_stage_code = 'held' then 1 else 0 end as headline_change
    from engagements
    join engagement_days
        on engagements.engagement_id = engagement_days.engagement_id
    join known_by
        on engagements.engagement_id = known_by.ref_id
        and known_by.record_kind = 'engagement'
    join reports
        on engagements.source_id = reports.source_id
),
program_turns as (
    select
        periods.program_id,
        periods.program_status_code,
        periods.valid_from,
        lag(periods.program_status_code) over (partition by periods.program_id order by periods.valid_from) as before_code
    from program_periods as periods
),
program_events as (
    select
        'program' as subject,
        turns.program_id as ref_id,
        case
            when turns.program_status_code in ('open', 'open_end_unknown') then 'program_opened'
            when turns.before_code is not null then 'program_closed'
            when programs.amount_unit_code = 'single_loan' then 'loan_made'
            else 'program_reported'
        end as event_code,
        turns.valid_from as happened_on,
        turns.before_code is not null or turns.program_status_code in ('open', 'open_end_unknown') or known_by.is_dated as is_dated,
        cast(null as varchar) as other_ref_id,
        case when turns.program_status_code in ('open', 'open_end_unknown') then 1 else 0 end
        - case when turns.before_code in ('open', 'open_end_unknown') then 1 else 0 end as headline_change
    from program_turns as turns
    join financing_programs as programs
        on turns.program_id = programs.program_id
    join known_by
        on turns.program_id = known_by.ref_id
        and known_by.record_kind = 'program'
),
outcome_events as (
    select
        'outcome' as subject,
        ref_id,
        case when is_dated then 'outcome_occurred' else 'outcome_reported' end as event_code,
        known_by as happened_on,
        is_dated,
        cast(null as varchar) as other_ref_id,
        1 as headline_change
    from known_by
    where record_kind = 'outcome'
),
row_events as (
    select subject, ref_id, event_code, happened_on, is_dated, other_ref_id, headline_change from agreement_events
    union all
    select subject, ref_id, event_code, happened_on, is_dated, other_ref_id, headline_change from engagement_events
    union all
    select subject, ref_id, event_code, happened_on, is_dated, other_ref_id, headline_change from program_events
    union all
    select subject, ref_id, event_code, happened_on, is_dated, other_ref_id, headline_change from outcome_events
),
of_pair as (
    select row_events.subject, row_events.ref_id, row_events.event_code, row_events.happened_on, row_events.is_dated, row_events.other_ref_id, row_events.headline_change
    from row_events
    join pair_rows
        on row_events.ref_id = pair_rows.ref_id
        and row_events.subject = pair_rows.record_kind
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and (
            ($sector is null and $focus is null)
            or exists (
                select 1
                from row_scope as scope
                where scope.record_kind = row_events.subject
                    and scope.ref_id = row_events.ref_id
                    and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                    and ($focus is null or scope.focus_area_code = $focus)
            )
        )
    union all
    select 'institution', succession.successor_institution_id, 'institution_succeeded', succession.effective_on, true, succession.predecessor_institution_id, 0
    from institution_succession as succession
    join institutions
        on succession.predecessor_institution_id = institutions.institution_id
    where institutions.country_code in ($home, $partner)
        and succession.predecessor_institution_id <> succession.successor_institution_id
        and $sector is null
        and $focus is null
),
dates as (
    select agreement_id as ref_id, 'agreement_signed' as event_code, signed_on as stated_on from agreements
    union all
    select agreement_id, 'agreement_announced', signed_on from agreements
    union all
    select agreement_id, 'agreement_in_force', in_force_from from agreements
    union all
    select agreement_id, 'agreement_expiring', in_force_until from agreements
    union all
    select agreement_id, 'agreement_expired', in_force_until from agreements
    union all
    select engagement_id, 'engagement_held', coalesce(held_until, held_from) from engagements
    union all
    select engagement_id, 'engagement_announced', coalesce(held_until, held_from) from engagements
    union all
    select program_id, 'program_opened', opens_on from financing_programs
    union all
    select program_id, 'program_closed', closes_on from financing_programs
    union all
    select program_id, 'loan_made', opens_on from financing_programs
    union all
    select outcome_id, 'outcome_occurred', occurred_on from outcomes
)
select
    of_pair.ref_id,
    of_pair.event_code as change_event_code,
    of_pair.subject as change_subject_code,
    cast(of_pair.happened_on as date) as happened_on,
    of_pair.is_dated,
    dates.stated_on,
    of_pair.other_ref_id,
    cast(of_pair.headline_change as bigint) as headline_change
from of_pair
left join dates
    on of_pair.ref_id = dates.ref_id
    and of_pair.event_code = dates.event_code
where of_pair.happened_on > $since
    and of_pair.happened_on <= $as_of
    and ($change_subject is null or of_pair.subject = $change_subject)
order by of_pair.happened_on desc, of_pair.event_code, of_pair.ref_id, of_pair.other_ref_id
