-- @title: Who takes part, against the nation
-- @grain: one row per country of the pair and group: led by women, of the smallest size class, outside the country's economic core
-- @formula: The share of the group among the participants of whom it is known, with a 95 % interval; parity is this share over the
--   national one, so 1 means as in the nation. Participants of whom it is not known are counted and left out.
-- @method: Given only where it is known of at least 10 enterprises and withheld of none: what is rare is withheld first, so the rest would
--   mislead. The interval is Wilson's (1927); it takes each enterprise as one draw,
--   which makes it too narrow where a whole delegation is alike, and the national share as exact. So parity is given from 4 engagements on. The smallest class is that of the
--   law in force on the day (in Indonesia micro, by PP 7/2021 since February 2021; in Japan small-scale), as the source states it; words
--   such as SME leave it open. Java is the ISO 3166-2 unit; the Tokyo, Nagoya and Osaka areas are the eleven prefectures of the Statistics Bureau's three
--   major metropolitan areas. National shares: the class among enterprises of all sizes; establishments outside Java in the Economic Census.
-- @measure: inclusiveness.parity
-- @evidence: sectors.inclusiveness_rows
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only participants of this sector
-- @param focus varchar?: only engagements in this focus area
-- @input country_code varchar: the participants' country
-- @input inclusion_group_code varchar: the group
-- @input participant_count bigint: participants of the country
-- @input described_count bigint: of these, participants of whom it is known whether they belong to the group
-- @input member_count bigint: of these, participants that belong to it
-- @input withheld_count bigint: participants of whom it is not shown
-- @input engagement_count bigint: engagements with a participant of whom it is known
-- @input national_share double: the group's share in the nation, null where none is on record
-- @input year bigint: the national share's year
-- @input legal_basis varchar: the law in force on the day that says what the smallest class is
-- @column country_code varchar: the participants' country
-- @column inclusion_group_code varchar: the group
-- @column participant_count bigint: participants of the country
-- @column described_count bigint: of these, participants of whom it is known whether they belong to the group
-- @column member_count bigint: of these, participants that belong to it
-- @column withheld_count bigint: participants of whom it is not shown
-- @column needed_count bigint: of how many it must be known
-- @column engagement_count bigint: engagements with a participant of whom it is known
-- @column needed_engagement_count bigint: engagements that parity takes
-- @column member_share double: the group's share of those of whom it is known, 0 to 1, null where they are too few or some are withheld
-- @column member_low_share double: lower end of the 95 % interval
-- @column member_high_share double: upper end of the 95 % interval
-- @column national_share double: the group's share in the nation, null where none is on record
-- @column year bigint: the national share's year
-- @column parity double: share over national share, null where either is unknown, or from too few engagements
-- @column parity_low double: lower end of the 95 % interval
-- @column parity_high double: upper end of the 95 % interval
-- @column legal_basis varchar: the law in force on the day that says what the smallest class is
with chosen as (
    select distinct engagement_id
    from pair_engagements
    where home_code = $home
        and partner_code = $partner
        and engagement_stage_code = 'held'
        and known_from <= $as_of
        and ($from_year is null or last_year >= $from_year)
        and ($to_year is null or first_year <= $to_year)
        and ($focus is null or focus_area_code = $focus)
),
sides as (
    select $home as country_code, 1 as side
    union all
    select $partner, 2
),
asked as (
    select
        sides.country_code,
        sides.side,
        inclusion_groups.inclusion_group_code,
        cast(inclusion.sort_order as integer) as group_order
    from sides
    join inclusion_groups
        on sides.country_code = inclusion_groups.country_code
    join codelist_inclusion_group as inclusion
        on inclusion_groups.inclusion_group_code = inclusion.code
),
people as (
    select
        totals.country_code,
        sum(totals.participant_count) as participant_count
    from participant_totals as totals
    join chosen
        on totals.engagement_id = chosen.engagement_id
    where $sector is null or totals.sector_code = $sector
    group by totals.country_code
),
described as (
    select
        inclusion_counts.country_code,
        inclusion_counts.inclusion_group_code,
        sum(inclusion_counts.described_count) as described_count,
        sum(inclusion_counts.member_count) as member_count,
        sum(inclusion_counts.withheld_count) as withheld_count,
        count(distinct case when inclusion_counts.described_count > 0 then inclusion_counts.engagement_id end) as engagement_count
    from inclusion_counts
    join chosen
        on inclusion_counts.engagement_id = chosen.engagement_id
    where $sector is null or inclusion_counts.sector_code = $sector or (inclusion_counts.withheld_count > 0 and inclusion_counts.sector_code is null)
    group by inclusion_counts.country_code, inclusion_counts.inclusion_group_code
),
yardsticks as (
    select country_code, inclusion_group_code, national_share, year
    from inclusion_yardsticks
    where year <= extract(year from $as_of)
    qualify row_number() over (partition by country_code, inclusion_group_code order by year desc, ref_id) = 1
),
laws as (
    select country_code, legal_basis
    from size_class_rules
    where size_class_code in ('micro', 'small_scale')
        and (in_force_from_earliest is null or in_force_from_earliest <= $as_of)
        and (in_force_until_latest is null or in_force_until_latest >= $as_of)
    qualify row_number() over (partition by country_code order by in_force_from_earliest desc nulls last, rule_id) = 1
)
select
    asked.country_code,
    asked.inclusion_group_code,
    cast(people.participant_count as bigint) as participant_count,
    cast(coalesce(described.described_count, 0) as bigint) as described_count,
    cast(coalesce(described.member_count, 0) as bigint) as member_count,
    cast(coalesce(described.withheld_count, 0) as bigint) as withheld_count,
    coalesce(described.engagement_count, 0) as engagement_count,
    yardsticks.national_share,
    yardsticks.year,
    case when asked.inclusion_group_code in ('micro', 'small_scale') then laws.legal_basis end as legal_basis
from asked
left join people
    on asked.country_code = people.country_code
left join described
    on asked.country_code = described.country_code
    and asked.inclusion_group_code = described.inclusion_group_code
left join yardsticks
    on asked.country_code = yardsticks.country_code
    and asked.inclusion_group_code = yardsticks.inclusion_group_code
left join laws
    on asked.country_code = laws.country_code
order by asked.side, asked.group_order
