-- The headline numbers of each pair as each release of the line gave them on the day it was published.
create table numbers_before (
    step bigint,
    home_code varchar,
    partner_code varchar,
    headline_number_code varchar,
    value bigint
);
