-- The bare outcomes in the place of those that tell of one enterprise.
insert into outcomes (
    outcome_id, outcome_kind_code, engagement_id, agreement_id, program_id, outcome_count, occurred_on, occurred_on_earliest, occurred_on_latest,
    occurred_certainty_code, enterprise_sizes_code, source_id
)
select
    outcome_id, outcome_kind_code, engagement_id, agreement_id, program_id, outcome_count, occurred_on, occurred_on_earliest, occurred_on_latest,
    occurred_certainty_code, enterprise_sizes_code, source_id
from bare_outcomes
