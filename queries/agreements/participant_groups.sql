-- @title: Participants named for an agreement's engagements
-- @grain: one row per enterprise, or stated group of enterprises, at an engagement under the agreement
-- @formula: Enterprises and groups of enterprises that sources name at engagements under this agreement. Where a source names a
--   sector but no number for it, the number is empty and no split is made.
-- @param agreement varchar: the agreement's key
-- @column ref_id varchar: the row of participants
-- @column engagement_id varchar: the engagement
-- @column enterprise_name varchar: the enterprise, null where it is not named
-- @column country_code varchar: its country
-- @column sector_code varchar: its sector group
-- @column sector_as_stated varchar: its sector in the source's words
-- @column enterprise_count bigint: how many, null where the source gives no number
-- @column is_group boolean: whether the row stands for a group
-- @column withheld_fields varchar: what is not shown of the row, because too few enterprises share it
select
    participants.participant_id as ref_id,
    participants.engagement_id,
    participants.enterprise_name,
    participants.country_code,
    participants.sector_code,
    participants.sector_as_stated,
    participants.enterprise_count,
    participants.is_group,
    withheld.withheld_fields
from participants
join engagements
    on participants.engagement_id = engagements.engagement_id
left join withheld
    on participants.participant_id = withheld.ref_id
where engagements.agreement_id = $agreement
order by participants.engagement_id, participants.participant_id
