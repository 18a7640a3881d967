-- @title: Institutions for each point of the agenda
-- @grain: one row per gap, side and institution, at most three of each side
-- @formula: Institutions of the two countries that signed an agreement, provide a programme, or signed the agreement behind an engagement,
--   known by the day, which names the gap's sector or covers its focus area; first those with most rows that name the sector, then
--   those with most rows. In the place of an institution that was succeeded by the day stand its successors.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: the day at which coverage and successions are judged
-- @param sector varchar?: only this sector
-- @param focus varchar?: only this focus area
-- @column sector_code varchar: sector group
-- @column focus_area_code varchar: focus area
-- @column country_code varchar: the side: home country or partner country
-- @column ref_id varchar: the institution
-- @column row_count bigint: rows of the record that tie it to the sector or the focus area
-- @column own_count bigint: those among them that name the sector
with pair as (
    select pair_rows.record_kind, pair_rows.ref_id
    from pair_rows
    join known_by
        on pair_rows.record_kind = known_by.record_kind
        and pair_rows.ref_id = known_by.ref_id
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and known_by.known_by <= $as_of
),
parties as (
    select agreement_id, party_a_institution_id as institution_id from agreements
    union
    select agreement_id, party_b_institution_id from agreements
    union
    select agreement_id, third_party_institution_id from agreements
),
roles as (
    select 'agreement' as record_kind, agreement_id as ref_id, institution_id from parties
    union
    select 'engagement', engagements.engagement_id, parties.institution_id
    from engagements
    join parties
        on engagements.agreement_id = parties.agreement_id
    union
    select 'program', program_id, provider_institution_id from financing_programs
    union
    select 'program', program_id, co_provider_institution_id from financing_programs
),
standing as (
    select distinct roles.record_kind, roles.ref_id, coalesce(succession.successor_institution_id, roles.institution_id) as institution_id
    from roles
    left join institution_succession as succession
        on roles.institution_id = succession.predecessor_institution_id
        and succession.effective_on <= $as_of
),
tied as (
    select distinct standing.institution_id, institutions.country_code, standing.ref_id, scope.sector_code, scope.focus_area_code
    from standing
    join institutions
        on standing.institution_id = institutions.institution_id
    join pair
        on standing.record_kind = pair.record_kind
        and standing.ref_id = pair.ref_id
    join row_scope as scope
        on standing.record_kind = scope.record_kind
        and standing.ref_id = scope.ref_id
    where institutions.country_code in ($home, $partner)
),
proofs as (
    select evidence.sector_code, evidence.focus_area_code, evidence.score
    from evidence
    join pair_rows
        on evidence.ref_id = pair_rows.ref_id
        and evidence.record_kind = pair_rows.record_kind
    where pair_rows.home_code = $home
        and pair_rows.partner_code = $partner
        and evidence.valid_from <= $as_of
        and (evidence.valid_before > $as_of or evidence.valid_before = date '9999-12-31')
),
gaps as (
    select
        sector.code as sector_code,
        cast(sector.sort_order as integer) as sector_order,
        focus_area.code as focus_area_code,
        cast(focus_area.sort_order as integer) as focus_order
    from codelist_sector as sector
    cross join codelist_focus_area as focus_area
    left join proofs
        on focus_area.code = proofs.focus_area_code
        and (sector.code = proofs.sector_code or proofs.sector_code is null)
    where ($sector is null or sector.code = $sector)
        and ($focus is null or focus_area.code = $focus)
    group by sector.code, sector.sort_order, focus_area.code, focus_area.sort_order
    having coalesce(max(proofs.score), 0) < 4
),
counted as (
    select
        gaps.sector_code,
        gaps.sector_order,
        gaps.focus_area_code,
        gaps.focus_order,
        tied.country_code,
        tied.institution_id,
        count(distinct tied.ref_id) as row_count,
        count(distinct case when tied.sector_code = gaps.sector_code then tied.ref_id end) as own_count
    from gaps
    join tied
        on gaps.sector_code = tied.sector_code
        or gaps.focus_area_code = tied.focus_area_code
    group by gaps.sector_code, gaps.sector_order, gaps.focus_area_code, gaps.focus_order, tied.country_code, tied.institution_id
),
ranked as (
    select
        sector_code,
        sector_order,
        focus_area_code,
        focus_order,
        country_code,
        institution_id,
        row_count,
        own_count,
        row_number() over (partition by sector_code, focus_area_code, country_code order by own_count desc, row_count desc, institution_id) as position
    from counted
)
select
    sector_code,
    focus_area_code,
    country_code,
    institution_id as ref_id,
    row_count,
    own_count
from ranked
where position <= 3
order by sector_order, focus_order, country_code, position
