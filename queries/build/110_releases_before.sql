-- The releases that this one was made from, oldest first, as their manifests tell of them. A release does not hold its own
-- name, which it gets when it is published; what it was made from fills this table, and nothing in it for the first of a line.
create table releases_before (
    step bigint,
    release varchar,
    published_on date,
    who varchar,
    note varchar
);
