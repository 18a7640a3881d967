-- @title: Which quality rules each table falls short of
-- @grain: one row per table and quality rule that applies to it
-- @formula: Rows that fall short of the rule, of the rows held against it. The rules about sources count a row once for each source that it
--   names. What falls short stays in the record: it is what the sources give.
-- @evidence: quality.failing
-- @param table_name varchar?: only this table
-- @column table_name varchar: the table
-- @column quality_rule_code varchar: the rule
-- @column checked_count bigint: rows held against it
-- @column failing_count bigint: rows that fall short of it
select
    table_name,
    quality_rule_code,
    cast(sum(row_count) as bigint) as checked_count,
    cast(sum(case when is_failing then row_count else 0 end) as bigint) as failing_count
from quality_marks
where $table_name is null or table_name = $table_name
group by table_name, quality_rule_code
order by table_name, quality_rule_code
