-- @title: The headline numbers of every pair
-- @grain: one row per pair of countries and headline number
-- @formula: The numbers that the overview leads with, on one day, for every pair of countries on record, each pair once.
-- @param as_of date: the day
-- @column home_code varchar: ISO 3166-1 alpha-3, the first of the two in the alphabet
-- @column partner_code varchar: ISO 3166-1 alpha-3
-- @column headline_number_code varchar: which number
-- @column value_now bigint: on the day, null where unknown
with paired as (
    select record_kind, ref_id, home_code, partner_code
    from pair_rows
    where home_code < partner_code
),
pairs as (
    select distinct home_code, partner_code
    from paired
),
chosen as (
    select paired.home_code, paired.partner_code, counted.headline_number_code, counted.ref_id, counted.participant_count
    from counted_rows as counted
    join paired
        on counted.ref_id = paired.ref_id
        and counted.record_kind = paired.record_kind
    where counted.valid_from <= $as_of
        and (counted.valid_before > $as_of or counted.valid_before = date '9999-12-31')
),
counted as (
    select
        pairs.home_code,
        pairs.partner_code,
        numbers.code as headline_number_code,
        case when numbers.code = 'participants_stated' then cast(sum(chosen.participant_count) as bigint) else count(chosen.ref_id) end as value_now
    from pairs
    cross join codelist_headline_number as numbers
    left join chosen
        on pairs.home_code = chosen.home_code
        and pairs.partner_code = chosen.partner_code
        and numbers.code = chosen.headline_number_code
    where numbers.code <> 'uncovered'
    group by pairs.home_code, pairs.partner_code, numbers.code
),
proofs as (
    select paired.home_code, paired.partner_code, evidence.sector_code, evidence.focus_area_code, max(evidence.step_order) as step_order
    from evidence
    join paired
        on evidence.ref_id = paired.ref_id
        and evidence.record_kind = paired.record_kind
    where evidence.valid_from <= $as_of
        and (evidence.valid_before > $as_of or evidence.valid_before = date '9999-12-31')
    group by paired.home_code, paired.partner_code, evidence.sector_code, evidence.focus_area_code
),
cells as (
    select pairs.home_code, pairs.partner_code, sector.code as sector_code, focus_area.code as focus_area_code, coalesce(max(proofs.step_order), 0) as step_order
    from pairs
    cross join codelist_sector as sector
    cross join codelist_focus_area as focus_area
    left join proofs
        on pairs.home_code = proofs.home_code
        and pairs.partner_code = proofs.partner_code
        and focus_area.code = proofs.focus_area_code
        and (sector.code = proofs.sector_code or proofs.sector_code is null)
    group by pairs.home_code, pairs.partner_code, sector.code, focus_area.code
),
final as (
    select home_code, partner_code, headline_number_code, value_now from counted
    union all
    select home_code, partner_code, 'uncovered', count(case when step_order <= 1 then 1 end) from cells -- none or lapsed
    group by home_code, partner_code
)
select final.home_code, final.partner_code, final.headline_number_code, final.value_now
from final
join codelist_headline_number as numbers
    on final.headline_number_code = numbers.code
order by final.home_code, final.partner_code, cast(numbers.sort_order as integer)
