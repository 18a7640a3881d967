-- @title: The headline numbers then and now
-- @grain: one row per headline number
-- @formula: Each number of the overview on two days, both by today's record: then, by the rows that count on the first day; now, by
--   those that count on the second. A row that states no day of its own counts from the day its source was published, else from the
--   day the record was collected; how much of the difference is such rows is said beside it, since nothing need have happened then.
--   A sum of which no part is stated is unknown, and so is its difference.
-- @method: The same six numbers as on the overview, asked for on both days of one release. What moved only because rows without a date of
--   their own were reported or collected in between is said apart.
-- @evidence: changes.events
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param since date: the first day
-- @param as_of date: the second day
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column headline_number_code varchar: which number
-- @column value_then bigint: on the first day, null where unknown
-- @column value_now bigint: on the second day, null where unknown
-- @column number_change bigint: now less then, null where either is unknown
-- @column undated_change bigint: how much of that is rows without a day of their own, null where the number does not count rows
with days as (
    select 'then' as side, cast($since as date) as at_day
    union all
    select 'now' as side, cast($as_of as date) as at_day
),
scopes as (
    select agreement_id as ref_id, sector_code, focus_area_code from agreement_scope
    union all
    select engagement_id, sector_code, focus_area_code from engagement_scope
    union all
    select program_id, sector_code, focus_area_code from program_scope
    union all
    select ref_id, sector_code, focus_area_code from row_scope
    where record_kind = 'outcome'
),
chosen as (
    select counted.headline_number_code, counted.ref_id, counted.valid_from, counted.valid_before, counted.is_dated, counted.participant_count
    from counted_rows as counted
    join pair_rows
        on counted.ref_id = pair_rows.ref_id
        and counted.record_kind = pair_rows.record_kind
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and (
            ($sector is null and $focus is null)
            or exists (
                select 1
                from scopes
                where scopes.ref_id = counted.ref_id
                    and ($sector is null or scopes.sector_code is null or scopes.sector_code = $sector)
                    and ($focus is null or scopes.focus_area_code = $focus)
            )
        )
),
counted as (
    select
        numbers.code as headline_number_code,
        days.side,
        case when numbers.code = 'participants_stated' then cast(sum(chosen.participant_count) as bigint) else count(chosen.ref_id) end as value,
        cast(coalesce(sum(case when not chosen.is_dated then chosen.participant_count end), 0) as bigint) as undated
    from codelist_headline_number as numbers
    cross join days
    left join chosen
        on numbers.code = chosen.headline_number_code
        and days.at_day >= chosen.valid_from
        and (days.at_day < chosen.valid_before or chosen.valid_before = date '9999-12-31')
    where numbers.code <> 'uncovered'
    group by numbers.code, days.side
),
proofs as (
    select days.side, evidence.sector_code, evidence.focus_area_code, max(evidence.step_order) as step_order
    from days
    join evidence
        on days.at_day >= evidence.valid_from
        and (days.at_day < evidence.valid_before or evidence.valid_before = date '9999-12-31')
    join pair_rows
        on evidence.ref_id = pair_rows.ref_id
        and evidence.record_kind = pair_rows.record_kind
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
    group by days.side, evidence.sector_code, evidence.focus_area_code
),
cells as (
    select days.side, sector.code as sector_code, focus_area.code as focus_area_code, coalesce(max(proofs.step_order), 0) as step_order
    from days
    cross join codelist_sector as sector
    cross join codelist_focus_area as focus_area
    left join proofs
        on days.side = proofs.side
        and focus_area.code = proofs.focus_area_code
        and (sector.code = proofs.sector_code or proofs.sector_code is null)
    where ($sector is null or sector.code = $sector)
        and ($focus is null or focus_area.code = $focus)
    group by days.side, sector.code, focus_area.code
),
measured as (
    select headline_number_code, side, value, undated from counted
    union all
    select 'uncovered', side, count(case when step_order <= 1 then 1 end), cast(null as bigint) from cells -- none or lapsed
    group by side
),
final as (
    select
        headline_number_code,
        max(case when side = 'then' then value end) as value_then,
        max(case when side = 'now' then value end) as value_now,
        max(case when side = 'now' then undated end) - max(case when side = 'then' then undated end) as undated_change
    from measured
    group by headline_number_code
)
select
    final.headline_number_code,
    final.value_then,
    final.value_now,
    final.value_now - final.value_then as number_change,
    final.undated_change
from final
join codelist_headline_number as numbers
    on final.headline_number_code = numbers.code
order by cast(numbers.sort_order as integer)
