-- When each engagement was, as far as its partial dates allow, and the day from which the record can know of it: what
-- was held is known by its last possible day, what was only planned by the day it was reported.
create table engagement_days as
select
    engagements.engagement_id,
    engagements.held_from_earliest as first_day,
    coalesce(engagements.held_until_latest, engagements.held_from_latest) as last_day,
    case
        when engagements.held_from_earliest is not null
            and extract(year from engagements.held_from_earliest) = extract(year from engagements.held_from_latest)
            then extract(year from engagements.held_from_earliest)
    end as year,
    case
        when engagements.engagement_stage_code = 'planned' then least(known_by.known_by, known_by.reported_by)
        else known_by.known_by
    end as known_from
from engagements
join known_by
    on engagements.engagement_id = known_by.ref_id
    and known_by.record_kind = 'engagement'
order by engagements.engagement_id;
