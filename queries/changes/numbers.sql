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
chosen as (
    select distinct headline_number_code, ref_id, valid_from, valid_until, is_dated, participant_count
    from counted_rows
    where home_code = $home
        and partner_code = $partner
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
cells as (
    select count(*) as cell_count
    from coverage_cells
    where ($sector is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
measured as (
    select
        numbers.code as headline_number_code,
        days.side,
        case numbers.code
            when 'participants_stated' then cast(sum(chosen.participant_count) as bigint)
            when 'uncovered' then cells.cell_count - count(distinct chosen.ref_id)
            else count(chosen.ref_id)
        end as value,
        case when numbers.code <> 'uncovered' then cast(coalesce(sum(case when not chosen.is_dated then chosen.participant_count end), 0) as bigint) end as undated
    from codelist_headline_number as numbers
    cross join days
    cross join cells
    left join chosen
        on numbers.code = chosen.headline_number_code
        and days.at_day between chosen.valid_from and chosen.valid_until
    group by numbers.code, days.side, cells.cell_count
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
