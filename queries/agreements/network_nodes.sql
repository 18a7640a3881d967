-- @title: Institutions of the network
-- @grain: one row per institution that holds an agreement or programme of the pair on the day
-- @formula: Instruments are the agreements in force and the programmes open on the day, tied to their parties and providers as the sources name them.
--   Where an institution was succeeded by the day, its successors hold its ties; split in two, each holds them.
--   A link joins two institutions that hold one instrument together. The share lost is the links of the institution over all links: what
--   would go if it left. Betweenness is the share of shortest ways between other institutions and instruments that pass through it.
-- @method: Successions are followed to whoever stands on the day; an institution that succeeds itself, or successions in a circle, leave
--   the ties where the source has them. The record names no institution at an engagement, so engagements are counted beside the agreement
--   they stand under and tie nobody. A party that no source names is missing here, so there may be more ties than are known. A count of the
--   whole record, not a sample, so it has no interval; below five links no share is given. Successors of one party are not linked by that
--   party's instruments. Betweenness is normalised for two kinds of nodes (Borgatti and Everett 1997), not given above 400 institutions.
-- @measure: network.nodes
-- @evidence: agreements.ties
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which status is judged
-- @param sector varchar?: only what names this sector or none
-- @param focus varchar?: only what covers this focus area
-- @param from_year integer?: only agreements that may have been signed in this year or later
-- @param to_year integer?: only agreements that may have been signed in this year or earlier
-- @input ref_id varchar: the agreement or programme, null in a row of a succession
-- @input evidence_kind_code varchar: agreement or program
-- @input institution_id varchar: the institution as the source names it
-- @input successor_institution_id varchar: who took over from it, null in a row of an instrument
-- @input country_code varchar: country of the institution, of the successor in a row of a succession
-- @input institution_kind_code varchar: its kind
-- @input engagement_count bigint: engagements held under the agreement by the day
-- @column institution_id varchar: the institution
-- @column country_code varchar: its country, null for an international body
-- @column institution_kind_code varchar: its kind
-- @column agreement_count bigint: agreements in force that it holds
-- @column program_count bigint: open programmes that it provides
-- @column engagement_count bigint: engagements held under these agreements
-- @column inherited_count bigint: those of its instruments that came by succession
-- @column linked_count bigint: institutions it is linked with
-- @column lost_share double: share of all links that would go if it left, null below the links needed
-- @column betweenness double: normalised betweenness, 0 to 1; null where nothing can lie between
-- @column is_in_largest boolean: whether it belongs to the largest group that hangs together
-- @column link_count bigint: links of the whole network
-- @column needed_count bigint: links that it takes for a share
with standing as (
    select
        agreements.agreement_id as ref_id,
        agreements.party_a_institution_id,
        agreements.party_b_institution_id,
        agreements.third_party_institution_id
    from agreements
    join pair_rows
        on agreements.agreement_id = pair_rows.ref_id
        and pair_rows.record_kind = 'agreement'
    join agreement_periods as periods
        on agreements.agreement_id = periods.agreement_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and periods.agreement_status_code in ('in_force', 'in_force_term_unknown', 'expiring')
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
offered as (
    select programs.program_id as ref_id, programs.provider_institution_id, programs.co_provider_institution_id
    from financing_programs as programs
    join pair_rows
        on programs.program_id = pair_rows.ref_id
        and pair_rows.record_kind = 'program'
    join program_periods as periods
        on programs.program_id = periods.program_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and periods.program_status_code in ('open', 'open_end_unknown')
        and periods.valid_from <= $as_of
        and (periods.valid_before > $as_of or periods.valid_before = date '9999-12-31')
        and (
            ($sector is null and $focus is null)
            or exists (
                select 1
                from program_scope as scope
                where scope.program_id = programs.program_id
                    and ($sector is null or scope.sector_code is null or scope.sector_code = $sector)
                    and ($focus is null or scope.focus_area_code = $focus)
            )
        )
),
named as (
    select ref_id, 'agreement' as evidence_kind_code, party_a_institution_id as institution_id from standing
    union
    select ref_id, 'agreement', party_b_institution_id from standing
    union
    select ref_id, 'agreement', third_party_institution_id from standing
    union
    select ref_id, 'program', provider_institution_id from offered
    union
    select ref_id, 'program', co_provider_institution_id from offered
),
held as (
    select engagements.agreement_id, count(*) as engagement_count
    from engagements
    join engagement_days as days
        on engagements.engagement_id = days.engagement_id
    where engagements.engagement_stage_code = 'held'
        and days.known_from <= $as_of
    group by engagements.agreement_id
),
-- Who took over from whom by the day stands beside the ties: a row without an instrument, with the country of the successor.
rows_read as (
    select
        named.ref_id,
        named.evidence_kind_code,
        named.institution_id,
        null as successor_institution_id,
        case when named.evidence_kind_code = 'agreement' then coalesce(held.engagement_count, 0) end as engagement_count
    from named
    left join held
        on named.ref_id = held.agreement_id
    where named.institution_id is not null
    union all
    select null, null, predecessor_institution_id, successor_institution_id, null
    from institution_succession
    where effective_on <= $as_of
)
select
    rows_read.ref_id,
    rows_read.evidence_kind_code,
    rows_read.institution_id,
    rows_read.successor_institution_id,
    institutions.country_code,
    institutions.institution_kind_code,
    rows_read.engagement_count
from rows_read
join institutions
    on coalesce(rows_read.successor_institution_id, rows_read.institution_id) = institutions.institution_id
order by rows_read.ref_id nulls last, rows_read.institution_id, rows_read.successor_institution_id
