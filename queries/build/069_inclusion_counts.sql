-- Of how many enterprises of each engagement and sector it is known whether they belong to a group, and how many do.
create table inclusion_counts as
select
    engagement_id,
    sector_code,
    country_code,
    inclusion_group_code,
    sum(enterprise_count) as described_count,
    sum(case when is_member then enterprise_count else 0 end) as member_count
from inclusion_rows
group by engagement_id, sector_code, country_code, inclusion_group_code
order by engagement_id, sector_code, country_code, inclusion_group_code
