-- What each release of the line changed: a row for each field of each row of the record that was added, changed or withdrawn
-- between the release of that step and the next. A table of which too many rows differ has one row a kind, without a key.
-- `pairs` are the pairs of countries that the row belonged to before or after ("IDN-JPN;IDN-KOR"), null where it is shared.
create table revisions (
    step bigint,
    table_name varchar,
    row_key varchar,
    owner_ref_id varchar,
    pairs varchar,
    change_code varchar,
    field_name varchar,
    before_value varchar,
    after_value varchar,
    row_count bigint
);
