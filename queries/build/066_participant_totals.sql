-- The participants of each engagement summed by country and sector, so that no figure adds up single enterprises again. Names within a
-- group, and groups that are listed by name, are not counted twice; groups whose number no source states are counted apart, and so are
-- those whose sector is withheld.
create table participant_totals as
select
    counted.engagement_id,
    counted.country_code,
    counted.sector_code,
    cast(sum(counted.participant_count) as bigint) as participant_count,
    cast(count(case when counted.participant_counting_code = 'number_not_stated' then 1 end) as bigint) as unstated_count,
    cast(sum(case when withheld.ref_id is not null then counted.participant_count end) as bigint) as withheld_count,
    max(withheld.least_count) as withheld_below
from participants_counted as counted
left join withheld
    on counted.ref_id = withheld.ref_id
    and withheld.withheld_fields like '%sector_code%'
where counted.participant_counting_code not in ('within_group', 'listed_by_name')
group by counted.engagement_id, counted.country_code, counted.sector_code
order by counted.engagement_id, counted.country_code, counted.sector_code;
