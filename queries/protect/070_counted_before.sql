-- How the participants of the engagements with such a list were counted, the list's own cells included.
insert into counted_before
select counted.ref_id, counted.participant_counting_code
from participants_counted as counted
where counted.engagement_id in (select engagement_id from cells)
    and counted.ref_id not in (select ref_id from enterprise_rows)
    and counted.ref_id not in (select ref_id from counted_before)
    and counted.participant_counting_code <> 'split_not_published'
union all
select participant_id, participant_counting_code
from cells
