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
    select distinct evidence_kind_code, ref_id
    from pair_instruments
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
ends as (
    select 'agreement' as evidence_kind_code, agreement_id as ref_id, in_force_until as end_as_stated, in_force_until_latest as ends_on, notice_days
    from agreements
    union all
    select 'program', program_id, closes_on, closes_on_latest, null from financing_programs
),
dated as (
    select
        ends.ref_id,
        ends.evidence_kind_code,
        ends.end_as_stated,
        ends.ends_on,
        ends.notice_days,
        ends.ends_on - cast(ends.notice_days as integer) as decide_by
    from standing
    join ends
        on standing.evidence_kind_code = ends.evidence_kind_code
        and standing.ref_id = ends.ref_id
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
