-- @title: What has to be decided, and by when
-- @grain: one row per agreement of the pair in force on the day and per programme of the pair that is open
-- @formula: The last day to decide is the end minus the days of notice. Where no source states a notice, only the end is known: the days
--   left then run to the end, and the true last day may lie before it. An end that no source states gives no day at all.
-- @method: In force is what was concluded, from the later of signing and entry into force until its end or until what renews it was signed; an
--   agreement without a day of signing counts from the day its source was published, else from the day the record was collected. A programme is open
--   from the first possible day of its opening, a single loan never. A date of reduced precision counts as its last possible day, so a day to decide
--   may lie earlier, never later. A programme has no notice; its closing is its end. Days left are counted from the day asked for, and one that has
--   passed while the agreement still runs is kept, below zero.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only what names this sector or none
-- @param focus varchar?: only what covers this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column ref_id varchar: the agreement or programme
-- @column evidence_kind_code varchar: agreement or program
-- @column end_as_stated varchar: when it ends, as precisely as stated, null where no source says
-- @column ends_on date: the last possible day of that
-- @column notice_days bigint: days of notice before the end, null where no source says
-- @column decide_by date: the last day to give notice, null where the end or the notice is not stated
-- @column days_left bigint: days from the day to the last day to decide, or to the end where no notice is stated; null where no end is stated
-- @column decision_window_code varchar: how soon that is
with standing as (
    select
        agreements.agreement_id as ref_id,
        'agreement' as evidence_kind_code,
        agreements.in_force_until as end_as_stated,
        agreements.in_force_until_latest as ends_on,
        agreements.notice_days
    from agreements
    join agreement_periods as periods
        on agreements.agreement_id = periods.agreement_id
    where periods.agreement_status_code in ('in_force', 'in_force_term_unknown', 'expiring')
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
    union all
    select programs.program_id, 'program', programs.closes_on, programs.closes_on_latest, null
    from financing_programs as programs
    join program_periods as periods
        on programs.program_id = periods.program_id
    where periods.program_status_code in ('open', 'open_end_unknown')
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
        and (
            ($sector is null and $focus is null)
            or exists (
                select 1
                from program_scope as scope
                where scope.program_id = programs.program_id
                    and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                    and ($focus is null or scope.focus_area_code = $focus)
            )
        )
),
dated as (
    select
        standing.ref_id,
        standing.evidence_kind_code,
        standing.end_as_stated,
        standing.ends_on,
        standing.notice_days,
        standing.ends_on - cast(standing.notice_days as integer) as decide_by
    from standing
    join pair_rows
        on standing.ref_id = pair_rows.ref_id
        and standing.evidence_kind_code = pair_rows.record_kind
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
),
counted as (
    select
        ref_id,
        evidence_kind_code,
        end_as_stated,
        ends_on,
        notice_days,
        decide_by,
        date_diff('day', $as_of, coalesce(decide_by, ends_on)) as days_left
    from dated
)
select
    ref_id,
    evidence_kind_code,
    end_as_stated,
    ends_on,
    notice_days,
    decide_by,
    days_left,
    case
        when days_left is null then 'not_stated'
        when days_left < 0 then 'past'
        when days_left <= 90 then 'within_90'
        when days_left <= 180 then 'within_180'
        when days_left <= 365 then 'within_365'
        else 'later'
    end as decision_window_code
from counted
order by days_left nulls last, ref_id
