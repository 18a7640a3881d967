-- What took the place of each agreement: the first later one that a source says renews it. A renewal from before the agreement itself
-- is none; of two that are said to renew each other, the younger renews the older.
create table agreement_renewals as
with ranked as (
    select
        earlier.agreement_id,
        later.agreement_id as renewed_by_agreement_id,
        later.agreement_kind_code as renewed_by_kind_code,
        own.known_by as renewed_on,
        row_number() over (partition by earlier.agreement_id order by own.known_by, later.agreement_id) as place
    from agreements as later
    join agreements as earlier
        on later.renews_agreement_id = earlier.agreement_id
        and later.agreement_id <> earlier.agreement_id
    join known_by as own
        on later.agreement_id = own.ref_id
        and own.record_kind = 'agreement'
    join known_by as before
        on earlier.agreement_id = before.ref_id
        and before.record_kind = 'agreement'
    where later.agreement_stage_code = 'concluded'
        and own.known_by >= coalesce(earlier.signed_on_earliest, earlier.in_force_from_earliest, own.known_by)
        and (earlier.renews_agreement_id is null or earlier.renews_agreement_id <> later.agreement_id or own.known_by > before.known_by)
)
select agreement_id, renewed_by_agreement_id, renewed_by_kind_code, renewed_on
from ranked
where place = 1
order by agreement_id;
