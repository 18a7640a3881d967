-- @title: The rows that fall short of a quality rule
-- @grain: one row per table, quality rule and row
-- @param table_name varchar?: only this table
-- @column table_name varchar: the table
-- @column quality_rule_code varchar: the rule
-- @column ref_id varchar: the row, or what it belongs to
-- @column failing_count bigint: rows of the table that stand for it; one for each source that falls short
select
    table_name,
    quality_rule_code,
    ref_id,
    cast(sum(row_count) as bigint) as failing_count
from quality_marks
where is_failing
    and ($table_name is null or table_name = $table_name)
group by table_name, quality_rule_code, ref_id
order by table_name, quality_rule_code, ref_id
