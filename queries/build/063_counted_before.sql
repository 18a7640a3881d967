-- How participants were counted before values of theirs were withheld, so that no total moves by it; else empty.
create table if not exists counted_before (ref_id varchar, participant_counting_code varchar)
