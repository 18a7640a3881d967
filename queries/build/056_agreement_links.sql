-- Which agreement renews which earlier one: stated where a source says so, inferred where only the analyst sees a likely predecessor.
create table agreement_links as
with links as (
    select agreement_id, renews_agreement_id as earlier_agreement_id, 'stated' as link_certainty_code
    from agreements
    where renews_agreement_id is not null
    union all
    select agreement_id, predecessor_candidate_id, 'inferred'
    from agreements
    where predecessor_candidate_id is not null
        and predecessor_candidate_id is distinct from renews_agreement_id
)
select agreement_id, earlier_agreement_id, link_certainty_code
from links
order by agreement_id, earlier_agreement_id;
