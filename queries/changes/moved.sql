-- @title: The headline numbers of an earlier release and of this one
-- @grain: one row per headline number
-- @formula: Before: the number as the earlier release gave it on the day it was published. Corrected: the same number of that day by
--   this release; what lies between the two is correction of the record. Now: by this release on the day asked for; what lies between
--   corrected and now is what happened. Filters of sector and focus area do not apply. Nothing is listed where the earlier release is
--   none that this one was made from. A number whose earlier count is not kept is left out.
-- @method: Correction is the earlier day by this release less the same day as the earlier release gave it; what happened is the later day
--   less the earlier day, both by this release. The two add up to the whole difference. Earlier numbers are kept without filters of sector and
--   focus area.
-- @evidence: changes.revisions
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day asked for
-- @param since_release varchar?: the earlier release, null for the one that this was made from
-- @column headline_number_code varchar: which number
-- @column value_before bigint: as the earlier release gave it, null where unknown
-- @column value_corrected bigint: of the same day, by this release, null where unknown
-- @column value_now bigint: on the day asked for, null where unknown
-- @column correction_change bigint: corrected less before, null where either is unknown
-- @column reality_change bigint: now less corrected, null where either is unknown
-- @column since_on date: the day the earlier release was published
with since as (
    select step, published_on
    from releases_before
    where release = $since_release
        or ($since_release is null and step = (select max(latest.step) from releases_before as latest))
),
days as (
    select 'corrected' as side, published_on as at_day from since
    union all
    select 'now' as side, cast($as_of as date) as at_day from since
),
chosen as (
    select distinct headline_number_code, ref_id, valid_from, valid_until, participant_count
    from counted_rows
    where home_code = $home
        and partner_code = $partner
),
cells as (
    select count(*) as cell_count
    from coverage_cells
),
kept as (
    select numbers_before.headline_number_code, numbers_before.value
    from numbers_before
    join since
        on numbers_before.step = since.step
    where numbers_before.home_code = least($home, $partner)
        and numbers_before.partner_code = greatest($home, $partner)
),
measured as (
    select
        numbers.code as headline_number_code,
        days.side,
        case numbers.code
            when 'participants_stated' then cast(sum(chosen.participant_count) as bigint)
            when 'uncovered' then cells.cell_count - count(distinct chosen.ref_id)
            else count(chosen.ref_id)
        end as value
    from codelist_headline_number as numbers
    cross join days
    cross join cells
    left join chosen
        on numbers.code = chosen.headline_number_code
        and days.at_day between chosen.valid_from and chosen.valid_until
    group by numbers.code, days.side, cells.cell_count
    union all
    select headline_number_code, 'before', value from kept
),
final as (
    select
        headline_number_code,
        max(case when side = 'before' then value end) as value_before,
        max(case when side = 'corrected' then value end) as value_corrected,
        max(case when side = 'now' then value end) as value_now
    from measured
    group by headline_number_code
    having count(case when side = 'before' then 1 end) > 0
        or (select count(*) from kept) = 0 -- the pair was not on record then
)
select
    final.headline_number_code,
    final.value_before,
    final.value_corrected,
    final.value_now,
    final.value_corrected - final.value_before as correction_change,
    final.value_now - final.value_corrected as reality_change,
    since.published_on as since_on
from final
cross join since
join codelist_headline_number as numbers
    on final.headline_number_code = numbers.code
order by cast(numbers.sort_order as integer)
