-- @title: How much the sources say of each outcome
-- @grain: one row per outcome of the pair known by the day
-- @formula: Of six things that a source can say of an outcome (how many, its value, when, which enterprise, which sector, enterprises
--   of which sizes), how many this one's source does.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what is known by this day
-- @param sector varchar?: only rows that name this sector or none
-- @param focus varchar?: only rows that cover this focus area
-- @column ref_id varchar: the outcome
-- @column outcome_kind_code varchar: kind of outcome
-- @column stated_count integer: how many of the six are stated
-- @column outcome_count bigint: how many, null where the source gives no number
-- @column value decimal(24,4): its value, null where not stated
-- @column currency_code varchar: ISO 4217
-- @column occurred_on varchar: when, as precisely as known
-- @column enterprise_name varchar: the enterprise, where named
-- @column sector_code varchar: its sector, where named
-- @column enterprise_sizes_code varchar: whether it counts MSMEs only or firms of all sizes
-- @column source_id varchar: the source
with chosen as (
    select distinct ref_id
    from pair_scope
    where record_kind = 'outcome'
        and home_code = $home
        and partner_code = $partner
        and known_from <= $as_of
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    outcomes.outcome_id as ref_id,
    outcomes.outcome_kind_code,
    case when outcomes.outcome_count is null then 0 else 1 end
    + case when outcomes.value is null then 0 else 1 end
    + case when outcomes.occurred_on is null then 0 else 1 end
    + case when outcomes.enterprise_name is null then 0 else 1 end
    + case when outcomes.sector_code is null then 0 else 1 end
    + case when outcomes.enterprise_sizes_code = 'unknown' then 0 else 1 end as stated_count,
    outcomes.outcome_count,
    outcomes.value,
    outcomes.currency_code,
    outcomes.occurred_on,
    outcomes.enterprise_name,
    outcomes.sector_code,
    outcomes.enterprise_sizes_code,
    outcomes.source_id
from outcomes
join chosen
    on outcomes.outcome_id = chosen.ref_id
order by stated_count desc, outcomes.outcome_id
