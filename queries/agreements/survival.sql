-- @title: Survival of agreements
-- @grain: one row per curve and time at which an agreement ended, with the start of each curve and the last time observed
-- @formula: Kaplan-Meier: the share still in force is multiplied, at each time at which agreements ended, by one minus those that ended over
--   those still in force just before. Aalen-Johansen: the share renewed, superseded or lapsed grows by the share still in force times those
--   that ended this way over those in force. The four shares add up to one.
-- @method: Agreements in force on the day are censored, not ended. An agreement is renewed when a later one of the same kind, which a source says renews it, was signed by the day
--   after its end, and superseded when that later one is of another kind; it has lapsed when its stated end passed first.
--   Times run from entry into force, else from signing; a date of reduced precision counts as its last possible
--   day; agreements only announced or without any date are left out. An end that no source states counts as not yet come; if it came
--   unseen, the curve is too high. Below five ended agreements no share is given. Interval: 95 %, on the complementary log-log scale
--   (Kaplan and Meier 1958; Aalen and Johansen 1978; Kalbfleisch and Prentice 1980).
-- @measure: survival.of_agreements
-- @evidence: agreements.lifetimes
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param all_pairs boolean: every pair of the record, those for comparison too, instead of this pair alone
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @input agreement_id varchar: the agreement
-- @input months double: months in force, to its end or to the day
-- @input agreement_fate_code varchar: what became of it
-- @input is_end_stated boolean: whether a source states its end
-- @column agreement_fate_code varchar: the curve: still in force, renewed, superseded or lapsed
-- @column months double: months since entry into force
-- @column at_risk_count bigint: agreements in force just before
-- @column ended_count bigint: agreements that ended then, in this way; in any way for the curve of those in force
-- @column estimate_share double: share of agreements, null where too few have ended
-- @column low_share double: lower end of the 95 % interval, null where it cannot be given
-- @column high_share double: upper end of it
-- @column agreement_count bigint: agreements in all
-- @column all_ended_count bigint: those among them that have ended
-- @column unstated_count bigint: those among them whose end no source states
-- @column needed_count bigint: ended agreements that it takes for a curve
with standing as (
    select
        agreements.agreement_id,
        agreements.agreement_kind_code,
        agreements.in_force_until,
        agreements.in_force_until_latest as term_ends_on,
        greatest(coalesce(agreements.in_force_from_latest, known_by.known_by), known_by.known_by) as started_on
    from agreements
    join known_by
        on agreements.agreement_id = known_by.ref_id
        and known_by.record_kind = 'agreement'
    where agreements.agreement_stage_code = 'concluded'
        and known_by.is_dated
        and greatest(coalesce(agreements.in_force_from_latest, known_by.known_by), known_by.known_by) <= $as_of
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
                from agreement_scope as scope
                where scope.agreement_id = agreements.agreement_id
                    and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                    and ($focus is null or scope.focus_area_code = $focus)
            )
        )
),
renewals as (
    select
        later.renews_agreement_id as agreement_id,
        later.agreement_id as renewed_by_agreement_id,
        later.agreement_kind_code,
        known_by.known_by as renewed_on,
        row_number() over (partition by later.renews_agreement_id order by known_by.known_by, later.agreement_id) as place
    from agreements as later
    join known_by
        on later.agreement_id = known_by.ref_id
        and known_by.record_kind = 'agreement'
    where later.renews_agreement_id is not null
        and later.renews_agreement_id <> later.agreement_id
        and later.agreement_stage_code = 'concluded'
),
fates as (
    select
        standing.agreement_id,
        standing.started_on,
        standing.in_force_until,
        case
            when renewals.renewed_on <= $as_of and (standing.term_ends_on is null or renewals.renewed_on <= cast(standing.term_ends_on + interval 1 day as date))
                then case when renewals.agreement_kind_code = standing.agreement_kind_code then 'renewed' else 'superseded' end
            when standing.term_ends_on < $as_of then 'lapsed'
            else 'in_force'
        end as agreement_fate_code,
        renewals.renewed_by_agreement_id,
        renewals.renewed_on,
        standing.term_ends_on
    from standing
    left join renewals
        on standing.agreement_id = renewals.agreement_id
        and renewals.place = 1
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
    agreement_id,
    greatest(date_diff('day', started_on, coalesce(ended_on, $as_of)), 0) / 30.4375 as months,
    agreement_fate_code,
    in_force_until is not null as is_end_stated
from lives
order by agreement_id
