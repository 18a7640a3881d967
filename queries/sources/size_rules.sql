-- @title: Size classes by law
-- @grain: one row per limit of a size class
-- @formula: The limits of each law or statistical practice. A rule counts as in force on the day when its period includes the day; where no
--   start is on record that cannot be said.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day
-- @column ref_id varchar: the rule
-- @column country_code varchar: the country
-- @column legal_basis varchar: the law
-- @column is_in_force boolean: whether it is in force on the day, null where no start is on record
-- @column size_class_code varchar: size class
-- @column industry_stated varchar: industry it applies to
-- @column criterion_stated varchar: what it measures
-- @column min_exclusive decimal(24,4): more than
-- @column max_inclusive decimal(24,4): at most
-- @column unit varchar: unit of the limits
-- @column rule_stated varchar: how the limits combine
-- @column in_force_from varchar: first day in force
-- @column in_force_until varchar: last day in force
-- @column source_id varchar: the source
select
    rules.rule_id as ref_id,
    rules.country_code,
    rules.legal_basis,
    case
        when rules.in_force_from is null then null
        else rules.in_force_from_earliest <= $as_of
            and (rules.in_force_until_earliest is null or rules.in_force_until_earliest > $as_of)
    end as is_in_force,
    rules.size_class_code,
    rules.industry_stated,
    rules.criterion_stated,
    rules.min_exclusive,
    rules.max_inclusive,
    rules.unit,
    rules.rule_stated,
    rules.in_force_from,
    rules.in_force_until,
    rules.source_id
from size_class_rules as rules
where rules.country_code in ($home, $partner)
order by rules.country_code, is_in_force desc nulls last, ref_id
