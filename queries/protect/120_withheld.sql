-- What is withheld of which row, and how many enterprises it would take to show it.
insert into withheld
select participant_id, withheld_fields, cast($least as integer)
from cells
where withheld_fields <> ''
union all
select outcome_id, withheld_fields, cast($least as integer)
from bare_outcomes
where withheld_fields <> ''
