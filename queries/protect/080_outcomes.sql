-- What stays of an outcome that tells of one enterprise: that there was one, of what kind and when. Its own key may tell its
-- name, so it gets another.
create table bare_outcomes as
select
    outcomes.outcome_id as own_id,
    coalesce(outcomes.engagement_id, outcomes.agreement_id, outcomes.program_id) || '-w' || cast(
        row_number() over (
            partition by coalesce(outcomes.engagement_id, outcomes.agreement_id, outcomes.program_id)
            order by outcomes.outcome_kind_code, outcomes.occurred_on nulls first, outcomes.outcome_id
        ) as varchar
    ) as outcome_id,
    outcomes.outcome_kind_code,
    outcomes.engagement_id,
    outcomes.agreement_id,
    outcomes.program_id,
    outcomes.outcome_count,
    outcomes.occurred_on,
    outcomes.occurred_on_earliest,
    outcomes.occurred_on_latest,
    outcomes.occurred_certainty_code,
    outcomes.enterprise_sizes_code,
    outcomes.source_id,
    concat_ws(
        ';',
        case when outcomes.enterprise_name is not null then 'enterprise_name' end,
        case when outcomes.parent_name is not null then 'parent_name' end,
        case when outcomes.country_code is not null then 'country_code' end,
        case when outcomes.region_code is not null then 'region_code' end,
        case when outcomes.sector_code is not null then 'sector_code' end,
        case when outcomes.value is not null then 'value' end
    ) as withheld_fields
from outcomes
join enterprise_rows
    on outcomes.outcome_id = enterprise_rows.ref_id
    and enterprise_rows.table_name = 'outcomes'
