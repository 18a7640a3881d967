-- @title: The rows behind the share of cells covered
-- @grain: one row per row of the record that covers a cell on the day, and per row of the national structure that gives a weight
-- @formula: Rows of the pair whose period of proof includes the day, past evidence left out, and the published shares of the sectors in
--   the series that tells most of the home country.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage is judged
-- @column ref_id varchar: the row's key
-- @column table_name varchar: the table of the record
-- @column coverage_step_code varchar: what the row proves, null for a row of the national structure
-- @column sector_code varchar: the sector whose share it gives, null for a row that covers cells
-- @column sector_share double: that share, 0 to 1
-- @column share_basis_code varchar: employment or enterprises
-- @column share_year bigint: the year of the share
-- @column population_scope varchar: what the series counts, as its source says
with proofs as (
    select distinct
        ref_id,
        case record_kind
            when 'agreement' then 'agreements'
            when 'engagement' then 'engagements'
            when 'program' then 'financing_programs'
            else 'outcomes'
        end as table_name,
        step_code,
        step_order
    from pair_evidence
    where home_code = $home
        and partner_code = $partner
        and step_code <> 'lapsed'
        and $as_of between valid_from and valid_until
),
found as (
    select
        ref_id, table_name, step_code as coverage_step_code, step_order,
        null as sector_code, cast(null as double) as sector_share, null as share_basis_code, cast(null as bigint) as share_year, null as population_scope
    from proofs
    union all
    select structure_id, 'msme_structure', null, -1, sector_code, sector_share, share_basis, share_year, population_scope
    from weighing_shares
    where country_code = $home
)
select
    ref_id,
    table_name,
    coverage_step_code,
    sector_code,
    sector_share,
    share_basis_code,
    share_year,
    population_scope
from found
order by step_order desc, table_name, ref_id
