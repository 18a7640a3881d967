-- Which values of which rows are withheld, because too few enterprises of a list that is not public share them. A release as
-- it was published withholds nothing; where small cells are protected the table is there before (queries/protect).
create table if not exists withheld (ref_id varchar, withheld_fields varchar, least_count integer)
