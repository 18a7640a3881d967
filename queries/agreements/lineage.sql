-- @title: Which agreement renews which
-- @grain: one row per agreement known by the day and earlier agreement it renews or may continue
-- @formula: A link is stated where a source says that the agreement renews the earlier one. It is inferred where only the
--   analyst sees a likely predecessor; such a link changes no status.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @column ref_id varchar: the later agreement
-- @column earlier_agreement_id varchar: the earlier one
-- @column link_certainty_code varchar: stated or inferred
-- @column signed_on varchar: when the later one was signed, as precisely as known
-- @column signed_on_earliest date: first possible day of that
-- @column signed_on_latest date: last possible day of that
-- @column earlier_signed_on varchar: when the earlier one was signed, as precisely as known
-- @column earlier_signed_on_earliest date: first possible day of that
-- @column earlier_signed_on_latest date: last possible day of that
with standing as (
    select
        agreements.agreement_id,
        agreements.signed_on,
        agreements.signed_on_earliest,
        agreements.signed_on_latest,
        agreements.renews_agreement_id,
        agreements.predecessor_candidate_id
    from agreements
    join pair_rows
        on agreements.agreement_id = pair_rows.ref_id
        and pair_rows.record_kind = 'agreement'
    join agreement_periods as periods
        on agreements.agreement_id = periods.agreement_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
        and ($from_year is null or agreements.signed_on_latest is null or extract(year from agreements.signed_on_latest) >= $from_year)
        and ($to_year is null or agreements.signed_on_earliest is null or extract(year from agreements.signed_on_earliest) <= $to_year)
        and (
            ($sector is null and $focus is null)
            or exists (
                select 1
                from agreement_scope as scope
                where scope.agreement_id = agreements.agreement_id
                    and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                    and ($focus is null or scope.focus_area_code = $focus)
            )
        )
),
links as (
    select agreement_id, renews_agreement_id as earlier_id, 'stated' as link_certainty_code from standing where renews_agreement_id is not null
    union all
    select agreement_id, predecessor_candidate_id, 'inferred'
    from standing
    where predecessor_candidate_id is not null
        and (renews_agreement_id is null or renews_agreement_id <> predecessor_candidate_id)
)
select
    links.agreement_id as ref_id,
    links.earlier_id as earlier_agreement_id,
    links.link_certainty_code,
    standing.signed_on,
    standing.signed_on_earliest,
    standing.signed_on_latest,
    earlier.signed_on as earlier_signed_on,
    earlier.signed_on_earliest as earlier_signed_on_earliest,
    earlier.signed_on_latest as earlier_signed_on_latest
from links
join standing
    on links.agreement_id = standing.agreement_id
join agreements as earlier
    on links.earlier_id = earlier.agreement_id
order by standing.signed_on_latest desc nulls last, links.agreement_id, links.earlier_id
