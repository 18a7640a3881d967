-- Of what is hidden there is shown how many rows of each table each release changed, and in which way.
insert into revisions (step, table_name, change_code, row_count)
select revisions.step, revisions.table_name, revisions.change_code, cast(count(distinct revisions.row_key) as bigint)
from revisions
join hidden_revisions as hidden
    on revisions.table_name = hidden.table_name
    and revisions.row_key = hidden.row_key
group by revisions.step, revisions.table_name, revisions.change_code
