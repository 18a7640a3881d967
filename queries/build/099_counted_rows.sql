-- The rows from which the headline numbers of each pair follow, each with the days on which it counts, so that a number on any day is one
-- comparison: rows that are counted or added up and, for the number of cells that are not covered, the cells that are. `participant_count`
-- is 1 where rows are counted; participants whose number no source states have none. A row that is not dated counts from the day it was
-- reported or collected, on which nothing need have happened.
create table counted_rows as
with participants as (
    select engagement_id, sum(participant_count) as participant_count
    from participant_totals
    group by engagement_id
),
held as (
    select engagements.engagement_id as ref_id, known_by.known_by as valid_from, known_by.is_dated
    from engagements
    join known_by
        on engagements.engagement_id = known_by.ref_id
        and known_by.record_kind = 'engagement'
    where engagements.engagement_stage_code = 'held'
),
counted as (
    select
        'agreements_in_force' as headline_number_code,
        'agreement' as record_kind,
        periods.agreement_id as ref_id,
        periods.valid_from,
        periods.valid_before,
        known_by.is_dated,
        1 as participant_count
    from agreement_periods as periods
    join known_by
        on periods.agreement_id = known_by.ref_id
        and known_by.record_kind = 'agreement'
    where periods.agreement_status_code in ('in_force', 'in_force_term_unknown', 'expiring')
    union all
    select 'engagements_held', 'engagement', ref_id, valid_from, date '9999-12-31', is_dated, 1 from held
    union all
    select 'participants_stated', 'engagement', held.ref_id, held.valid_from, date '9999-12-31', held.is_dated, participants.participant_count
    from held
    join participants
        on held.ref_id = participants.engagement_id
    union all
    select 'programs_open', 'program', program_id, valid_from, valid_before, true, 1
    from program_periods
    where program_status_code in ('open', 'open_end_unknown')
    union all
    select 'outcomes', 'outcome', ref_id, known_by, date '9999-12-31', is_dated, 1
    from known_by
    where record_kind = 'outcome'
),
of_pairs as (
    select
        pair_rows.home_code, pair_rows.partner_code, counted.headline_number_code, counted.ref_id,
        scope.sector_code, scope.focus_area_code,
        counted.valid_from, counted.valid_before, counted.is_dated, counted.participant_count
    from counted
    join pair_rows
        on counted.record_kind = pair_rows.record_kind
        and counted.ref_id = pair_rows.ref_id
    join row_scope as scope
        on counted.record_kind = scope.record_kind
        and counted.ref_id = scope.ref_id
    union
    select
        evidence.home_code, evidence.partner_code, 'uncovered', cells.sector_code || '/' || cells.focus_area_code,
        cells.sector_code, cells.focus_area_code, evidence.valid_from, evidence.valid_before, true, null
    from pair_evidence as evidence
    join coverage_cells as cells
        on evidence.focus_area_code = cells.focus_area_code
        and (evidence.sector_code = cells.sector_code or evidence.sector_code is null)
    where evidence.step_order > 1 -- neither none nor lapsed
)
select
    home_code,
    partner_code,
    headline_number_code,
    ref_id,
    sector_code,
    focus_area_code,
    valid_from,
    case when valid_before = date '9999-12-31' then valid_before else cast(valid_before - interval 1 day as date) end as valid_until,
    is_dated,
    cast(participant_count as bigint) as participant_count
from of_pairs
order by home_code, partner_code, headline_number_code, ref_id, valid_from, sector_code, focus_area_code, valid_until;
