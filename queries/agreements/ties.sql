-- @title: Who is tied by what
-- @grain: one row per instrument of the pair that stands on the day and institution that holds it
-- @formula: Instruments are the agreements in force and the programmes open on the day, tied to their parties and providers as the sources name them.
--   Where an institution was succeeded by the day, its successors hold its ties; split in two, each holds them, marked as inherited.
-- @method: Successions are followed in the order of their days to whoever stands on the day, so an institution that comes back holds its ties again;
--   one that succeeds itself, or a circle on one day, leaves the ties where the source has them. The record names no institution at an engagement, so
--   engagements are counted beside the agreement they stand under and tie nobody. A party that no source names is missing here, so there may be more
--   ties than are known.
-- @measure: network.ties
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
-- @input effective_on date: the day of a succession
-- @column ref_id varchar: the agreement or programme
-- @column evidence_kind_code varchar: agreement or program
-- @column institution_id varchar: who holds the tie on the day
-- @column stated_institution_id varchar: the institution as the source names it
-- @column is_inherited boolean: whether the tie came by succession
-- @column country_code varchar: country of the institution, null for an international body
-- @column institution_kind_code varchar: its kind
-- @column engagement_count bigint: engagements held under the agreement by the day
with standing as (
    select distinct evidence_kind_code, ref_id
    from pair_instruments
    where home_code = $home
        and partner_code = $partner
        and $as_of between valid_from and valid_until
        and ($from_year is null or last_year is null or last_year >= $from_year)
        and ($to_year is null or first_year is null or first_year <= $to_year)
        and ($sector is null or sector_code is null or sector_code = $sector)
        and ($focus is null or focus_area_code = $focus)
),
named as (
    select distinct parties.ref_id, parties.record_kind as evidence_kind_code, parties.institution_id
    from standing
    join parties
        on standing.ref_id = parties.ref_id
        and standing.evidence_kind_code = parties.record_kind
    where parties.institution_id is not null
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
        case when named.evidence_kind_code = 'agreement' then coalesce(held.engagement_count, 0) end as engagement_count,
        cast(null as date) as effective_on
    from named
    left join held
        on named.ref_id = held.agreement_id
    union all
    select null, null, predecessor_institution_id, successor_institution_id, null, effective_on
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
    rows_read.engagement_count,
    rows_read.effective_on
from rows_read
join institutions
    on coalesce(rows_read.successor_institution_id, rows_read.institution_id) = institutions.institution_id
order by rows_read.ref_id nulls last, rows_read.institution_id, rows_read.successor_institution_id, rows_read.effective_on
