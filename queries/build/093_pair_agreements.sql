-- Which agreements a pair of countries, a day, years of signing, a sector and a focus area choose: one row per pair, agreement, period of
-- one status, and sector and focus area that it names, null where it names none. `valid_until` is the period's last day.
create table pair_agreements as
select
    pair_rows.home_code,
    pair_rows.partner_code,
    agreements.agreement_id,
    periods.agreement_status_code,
    periods.agreement_status_code in ('in_force', 'in_force_term_unknown', 'expiring') as is_in_force,
    periods.valid_from,
    case when periods.valid_before = date '9999-12-31' then periods.valid_before else cast(periods.valid_before - interval 1 day as date) end as valid_until,
    extract(year from agreements.signed_on_earliest) as first_year,
    extract(year from agreements.signed_on_latest) as last_year,
    scope.sector_code,
    scope.focus_area_code
from pair_rows
join agreements
    on pair_rows.ref_id = agreements.agreement_id
    and pair_rows.record_kind = 'agreement'
join agreement_periods as periods
    on agreements.agreement_id = periods.agreement_id
join row_scope as scope
    on agreements.agreement_id = scope.ref_id
    and scope.record_kind = 'agreement'
order by pair_rows.home_code, pair_rows.partner_code, agreements.agreement_id, periods.valid_from, scope.sector_code, scope.focus_area_code;
