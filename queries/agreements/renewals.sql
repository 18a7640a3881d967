-- @title: What each renewal changed
-- @grain: one row per link to an earlier agreement and focus area or sector that either covers; one row alone where the two cannot be compared
-- @key: agreement_id, earlier_agreement_id, focus_area_code, sector_code
-- @formula: Gained is what the later agreement covers and the earlier one did not, lost the reverse, kept what both cover. The gap runs from the
--   end of the earlier one to the signing of the later one; below zero they overlap. The depth counts the renewals up to this one.
-- @method: Only where both state a focus area, or both name a sector, is there something to compare: an agreement that names no sector is
--   general, not without sectors. The gap is given only where both dates are known to the day. The depth follows only links that a source
--   states; a predecessor that the analyst infers is shown as such and has none, and so has an agreement whose renewals run in a circle.
-- @measure: lineage.of_renewals
-- @evidence: agreements.lineage
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only agreements that name this sector or none
-- @param focus varchar?: only agreements that cover this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @input agreement_id varchar: the later agreement
-- @input earlier_agreement_id varchar: the earlier one
-- @input link_certainty_code varchar: stated or inferred
-- @input is_shown boolean: whether the later one is asked for; the others only tell how deep a chain is
-- @input gap_days bigint: days from the end of the earlier one to the signing of the later one
-- @input focus_area_code varchar: a focus area that either covers
-- @input sector_code varchar: a sector that either names
-- @input is_in_later boolean: whether the later one covers it
-- @input is_in_earlier boolean: whether the earlier one covers it
-- @input signed_on_latest date: last possible day of signing of the later one
-- @column agreement_id varchar: the later agreement
-- @column earlier_agreement_id varchar: the earlier one
-- @column link_certainty_code varchar: stated or inferred
-- @column renewal_depth bigint: renewals up to this one, null for an inferred link and in a circle
-- @column is_circular boolean: whether the renewals that sources state come back to where they began
-- @column gap_days bigint: days from the end of the earlier one to the signing of the later one, null where either is not known to the day
-- @column focus_area_code varchar: a focus area that either covers, null in a row of a sector
-- @column sector_code varchar: a sector that either names, null in a row of a focus area
-- @column scope_change_code varchar: gained, kept or lost; null where the two cannot be compared
with shown as (
    select distinct agreement_id
    from pair_agreements
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
items as (
    select distinct agreement_id, focus_area_code, null as sector_code
    from agreement_scope
    where focus_area_code is not null
    union all
    select distinct agreement_id, null, sector_code
    from agreement_scope
    where sector_code is not null
),
-- A side without any item of a kind says nothing about that kind.
comparable as (
    select
        links.agreement_id,
        links.earlier_agreement_id,
        later.focus_area_code is not null as is_focus
    from agreement_links as links
    join items as later
        on links.agreement_id = later.agreement_id
    join items as earlier
        on links.earlier_agreement_id = earlier.agreement_id
        and (later.focus_area_code is null) = (earlier.focus_area_code is null)
    group by links.agreement_id, links.earlier_agreement_id, later.focus_area_code is not null
),
sides as (
    select comparable.agreement_id, comparable.earlier_agreement_id, items.focus_area_code, items.sector_code, true as is_in_later, false as is_in_earlier
    from comparable
    join items
        on comparable.agreement_id = items.agreement_id
        and comparable.is_focus = (items.focus_area_code is not null)
    union all
    select comparable.agreement_id, comparable.earlier_agreement_id, items.focus_area_code, items.sector_code, false, true
    from comparable
    join items
        on comparable.earlier_agreement_id = items.agreement_id
        and comparable.is_focus = (items.focus_area_code is not null)
),
changes as (
    select agreement_id, earlier_agreement_id, focus_area_code, sector_code, bool_or(is_in_later) as is_in_later, bool_or(is_in_earlier) as is_in_earlier
    from sides
    group by agreement_id, earlier_agreement_id, focus_area_code, sector_code
)
select
    links.agreement_id,
    links.earlier_agreement_id,
    links.link_certainty_code,
    shown.agreement_id is not null as is_shown,
    case
        when later.signed_on_earliest = later.signed_on_latest and earlier.in_force_until_earliest = earlier.in_force_until_latest
            then date_diff('day', earlier.in_force_until_latest, later.signed_on_latest)
    end as gap_days,
    changes.focus_area_code,
    changes.sector_code,
    changes.is_in_later,
    changes.is_in_earlier,
    later.signed_on_latest
from agreement_links as links
join agreements as later
    on links.agreement_id = later.agreement_id
join agreements as earlier
    on links.earlier_agreement_id = earlier.agreement_id
left join shown
    on links.agreement_id = shown.agreement_id
left join changes
    on links.agreement_id = changes.agreement_id
    and links.earlier_agreement_id = changes.earlier_agreement_id
order by links.agreement_id, links.earlier_agreement_id, changes.focus_area_code nulls last, changes.sector_code nulls last
