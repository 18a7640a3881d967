-- @title: All agreements of the pair, whatever the day
-- @grain: one row per agreement of the pair
-- @formula: Every agreement of the pair on record, newest first. It counts as known on a day once its own date, else the
--   publication of its source, else the collection of the record lies on or before that day.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day by which it is asked whether the agreement is known
-- @column ref_id varchar: the agreement
-- @column signed_on varchar: when it was signed, as precisely as known
-- @column known_by date: the day from which it counts
-- @column is_known boolean: whether it is known by the day
select
    agreements.agreement_id as ref_id,
    agreements.signed_on,
    known_by.known_by,
    exists(
        select 1
        from agreement_periods as periods
        where periods.agreement_id = agreements.agreement_id
            and periods.valid_from <= $as_of
    ) as is_known
from agreements
join pair_rows
    on agreements.agreement_id = pair_rows.ref_id
    and pair_rows.record_kind = 'agreement'
join known_by
    on agreements.agreement_id = known_by.ref_id
    and known_by.record_kind = 'agreement'
where pair_rows.home_code = $home
    and pair_rows.partner_code = $partner
order by agreements.signed_on_latest desc nulls last, agreements.agreement_id
