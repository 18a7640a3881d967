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
with roles as (
    select record_kind, ref_id, institution_id from parties
    union
    select 'engagement', engagements.engagement_id, parties.institution_id
    from engagements
    join parties
        on engagements.agreement_id = parties.ref_id
        and parties.record_kind = 'agreement'
),
standing as (
    select distinct roles.record_kind, roles.ref_id, coalesce(succession.successor_institution_id, roles.institution_id) as institution_id
    from roles
    left join succession_periods as succession
        on roles.institution_id = succession.predecessor_institution_id
        and $as_of between succession.effective_on and succession.valid_until
),
tied as (
    select distinct standing.institution_id, institutions.country_code, standing.ref_id, scope.sector_code, scope.focus_area_code
    from standing
    join institutions
        on standing.institution_id = institutions.institution_id
    join pair_scope as scope
        on standing.record_kind = scope.record_kind
        and standing.ref_id = scope.ref_id
    where institutions.country_code in ($home, $partner)
        and scope.home_code = $home
        and scope.partner_code = $partner
        and scope.known_from <= $as_of
),
proofs as (
    select sector_code, focus_area_code, score
    from pair_evidence
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
),
gaps as (
    select
        cells.sector_code,
        cells.sector_order,
        cells.focus_area_code,
        cells.focus_order
    from coverage_cells as cells
    left join proofs
        on cells.focus_area_code = proofs.focus_area_code
        and (cells.sector_code = proofs.sector_code or proofs.sector_code is null)
    where ($sector is null or cells.sector_code = $sector)
        and ($focus is null or cells.focus_area_code = $focus)
    group by cells.sector_code, cells.sector_order, cells.focus_area_code, cells.focus_order
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
