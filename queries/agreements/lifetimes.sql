-- @title: How long each agreement has been in force
-- @grain: one row per concluded agreement whose beginning is known and lies on or before the day
-- @formula: From entry into force to the first of what ended it, or to the day. An agreement is renewed when a later one of the same
--   kind, which a source says renews it, was signed by the day after its end,
--   and superseded when that later one is of another kind; it has lapsed when its stated end passed first.
-- @method: Counted from the later of signing and entry into force, or from the one that a source states. A date of reduced precision counts as its
--   last possible day, for the beginning and the end alike; a renewal without a date counts from the day its source was published. Left out:
--   agreements only announced, and those of which no source states either date. An agreement whose end no source states counts as in force until the
--   day; if it ended unseen, the times are too long.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param all_pairs boolean: every pair of the record, those for comparison too, instead of this pair alone
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column ref_id varchar: the agreement
-- @column started_on date: the day from which it counts as in force
-- @column ended_on date: the day it was renewed or superseded or lapsed, null while it is in force
-- @column agreement_fate_code varchar: what became of it
-- @column months double: months in force, 30.4375 days each
-- @column in_force_until varchar: its end, as precisely as stated, null where no source says
-- @column renewed_by_agreement_id varchar: the agreement that took its place, null without one
with standing as (
    select
        agreements.agreement_id,
        agreements.agreement_kind_code,
        agreements.in_force_until,
        agreements.in_force_until_latest as term_ends_on,
        case
            when known_by.is_dated then greatest(coalesce(agreements.in_force_from_latest, known_by.known_by), known_by.known_by)
            else agreements.in_force_from_latest -- without a day of signing, entry into force is when it began
        end as started_on
    from agreements
    join known_by
        on agreements.agreement_id = known_by.ref_id
        and known_by.record_kind = 'agreement'
    where agreements.agreement_stage_code = 'concluded'
        and (
            $all_pairs
            or exists (
                select 1
                from pair_rows
                where pair_rows.ref_id = agreements.agreement_id
                    and pair_rows.record_kind = 'agreement'
                    and pair_rows.home_code = $home
                    and pair_rows.partner_code = $partner
            )
        )
        and ($from_year is null or agreements.signed_on_latest is null or extract(year from agreements.signed_on_latest) >= $from_year)
        and ($to_year is null or agreements.signed_on_earliest is null or extract(year from agreements.signed_on_earliest) <= $to_year)
        and (
            ($sector is null and $focus is null)
            or exists (
                select 1
                from row_scope as scope
                where scope.record_kind = 'agreement'
                    and scope.ref_id = agreements.agreement_id
                    and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                    and ($focus is null or scope.focus_area_code = $focus)
            )
        )
),
fates as (
    select
        standing.agreement_id,
        standing.started_on,
        standing.in_force_until,
        case
            when renewals.renewed_on <= $as_of and (standing.term_ends_on is null or renewals.renewed_on <= cast(standing.term_ends_on + interval 1 day as date))
                then case when renewals.renewed_by_kind_code = standing.agreement_kind_code then 'renewed' else 'superseded' end
            when standing.term_ends_on < $as_of then 'lapsed'
            else 'in_force'
        end as agreement_fate_code,
        renewals.renewed_by_agreement_id,
        renewals.renewed_on,
        standing.term_ends_on
    from standing
    left join agreement_renewals as renewals
        on standing.agreement_id = renewals.agreement_id
    where standing.started_on <= $as_of
),
lives as (
    select
        agreement_id,
        started_on,
        in_force_until,
        agreement_fate_code,
        case when agreement_fate_code in ('renewed', 'superseded') then renewed_by_agreement_id end as renewed_by_agreement_id,
        case
            when agreement_fate_code in ('renewed', 'superseded') then renewed_on
            when agreement_fate_code = 'lapsed' then term_ends_on
        end as ended_on
    from fates
)
select
    agreement_id as ref_id,
    started_on,
    ended_on,
    agreement_fate_code,
    greatest(date_diff('day', started_on, coalesce(ended_on, $as_of)), 0) / 30.4375 as months,
    in_force_until,
    renewed_by_agreement_id
from lives
order by months desc, ref_id
