-- @title: Of whom it is known, and the national shares beside them
-- @grain: one row per participant and group of which the record tells whether it belongs to it, and one per national share
-- @formula: Enterprises, and stated groups of enterprises, of the two countries of which a source tells that they belong to the group
--   or that they do not; and the latest national share on record.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only what was known on this day
-- @param from_year integer?: first year; engagements without a known date are then left out
-- @param to_year integer?: last year; engagements without a known date are then left out
-- @param sector varchar?: only participants of this sector
-- @param focus varchar?: only engagements in this focus area
-- @param country varchar?: only participants of this country
-- @column ref_id varchar: the participant, or the row of the national share
-- @column engagement_id varchar: the engagement, null for a national share
-- @column country_code varchar: the country
-- @column inclusion_group_code varchar: the group
-- @column is_member boolean: whether it belongs to the group, null for a national share
-- @column enterprise_count bigint: how many enterprises the row stands for
-- @column national_share double: the group's share in the nation, null for a participant
-- @column year bigint: the national share's year
-- @column withheld_fields varchar: what is not shown of the row, because too few enterprises share it
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
yardsticks as (
    select country_code, inclusion_group_code, national_share, year, ref_id
    from inclusion_yardsticks
    where year <= extract(year from $as_of)
        and country_code in ($home, $partner)
    qualify row_number() over (partition by country_code, inclusion_group_code order by year desc, ref_id) = 1
),
told as (
    select
        inclusion_rows.ref_id,
        inclusion_rows.engagement_id,
        inclusion_rows.country_code,
        inclusion_rows.inclusion_group_code,
        inclusion_rows.is_member,
        inclusion_rows.enterprise_count,
        cast(null as double) as national_share,
        cast(null as bigint) as year
    from inclusion_rows
    join chosen
        on inclusion_rows.engagement_id = chosen.engagement_id
    where inclusion_rows.country_code in ($home, $partner)
        and ($sector is null or inclusion_rows.sector_code = $sector)
    union all
    select ref_id, null, country_code, inclusion_group_code, null, null, national_share, year
    from yardsticks
)
select
    told.ref_id,
    told.engagement_id,
    told.country_code,
    told.inclusion_group_code,
    told.is_member,
    told.enterprise_count,
    told.national_share,
    told.year,
    withheld.withheld_fields
from told
left join withheld
    on told.ref_id = withheld.ref_id
where $country is null or told.country_code = $country
order by told.country_code, told.inclusion_group_code, told.national_share nulls first, told.ref_id
