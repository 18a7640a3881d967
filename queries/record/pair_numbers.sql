-- @title: The headline numbers of every pair
-- @grain: one row per pair of countries and headline number
-- @formula: The numbers that the overview leads with, on one day, for every pair of countries on record, each pair once.
-- @param as_of date: the day
-- @column home_code varchar: ISO 3166-1 alpha-3, the first of the two in the alphabet
-- @column partner_code varchar: ISO 3166-1 alpha-3
-- @column headline_number_code varchar: which number
-- @column value_now bigint: on the day, null where unknown
with pairs as (
    select distinct home_code, partner_code
    from pair_rows
    where home_code < partner_code
),
chosen as (
    select distinct home_code, partner_code, headline_number_code, ref_id, participant_count
    from counted_rows
    where $as_of between valid_from and valid_until
),
cells as (
    select count(*) as cell_count
    from coverage_cells
)
select
    pairs.home_code,
    pairs.partner_code,
    numbers.code as headline_number_code,
    case numbers.code
        when 'participants_stated' then cast(sum(chosen.participant_count) as bigint)
        when 'uncovered' then cells.cell_count - count(distinct chosen.ref_id)
        else count(chosen.ref_id)
    end as value_now
from pairs
cross join codelist_headline_number as numbers
cross join cells
left join chosen
    on pairs.home_code = chosen.home_code
    and pairs.partner_code = chosen.partner_code
    and numbers.code = chosen.headline_number_code
group by pairs.home_code, pairs.partner_code, numbers.code, numbers.sort_order, cells.cell_count
order by pairs.home_code, pairs.partner_code, cast(numbers.sort_order as integer)
