-- Of how many enterprises of each engagement and sector it is known whether they belong to a group, how many do, and of how many
-- it is not shown. Where a country is not shown, an enterprise may be of any.
create table inclusion_counts as
with hidden as (
    select
        participants.engagement_id,
        participants.sector_code,
        inclusion_groups.country_code,
        inclusion_groups.inclusion_group_code,
        coalesce(participants.enterprise_count, 1) as enterprise_count
    from participants
    join withheld
        on participants.participant_id = withheld.ref_id
    join inclusion_groups
        on participants.country_code = inclusion_groups.country_code
        or participants.country_code is null
    where (participants.country_code is null and withheld.withheld_fields like '%country_code%')
        or (
            inclusion_groups.inclusion_group_code = 'women_led'
            and participants.country_code is not null
            and withheld.withheld_fields like '%is_women_led%'
        )
        or (
            inclusion_groups.inclusion_group_code in ('micro', 'small_scale')
            and participants.country_code is not null
            and withheld.withheld_fields like '%size_class_code%'
        )
        or (
            inclusion_groups.inclusion_group_code in (select inclusion_group_code from codelist_core_region) -- the region tells the country, too
            and withheld.withheld_fields like '%region_code%'
        )
),
counted as (
    select
        engagement_id,
        sector_code,
        country_code,
        inclusion_group_code,
        enterprise_count as described_count,
        case when is_member then enterprise_count else 0 end as member_count,
        0 as withheld_count
    from inclusion_rows
    union all
    select engagement_id, sector_code, country_code, inclusion_group_code, 0, 0, enterprise_count
    from hidden
)
select
    engagement_id,
    sector_code,
    country_code,
    inclusion_group_code,
    sum(described_count) as described_count,
    sum(member_count) as member_count,
    sum(withheld_count) as withheld_count
from counted
group by engagement_id, sector_code, country_code, inclusion_group_code
order by engagement_id, sector_code, country_code, inclusion_group_code
