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
    select distinct agreement_id
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
)
select
    links.agreement_id as ref_id,
    links.earlier_agreement_id,
    links.link_certainty_code,
    later.signed_on,
    later.signed_on_earliest,
    later.signed_on_latest,
    earlier.signed_on as earlier_signed_on,
    earlier.signed_on_earliest as earlier_signed_on_earliest,
    earlier.signed_on_latest as earlier_signed_on_latest
from agreement_links as links
join standing
    on links.agreement_id = standing.agreement_id
join agreements as later
    on links.agreement_id = later.agreement_id
join agreements as earlier
    on links.earlier_agreement_id = earlier.agreement_id
order by later.signed_on_latest desc nulls last, links.agreement_id, links.earlier_agreement_id
