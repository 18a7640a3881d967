-- @title: Who took part in an engagement
-- @grain: one row per group or enterprise that its sources name
-- @formula: Groups and enterprises as the sources state them. A group without a number is named, not counted.
-- @param engagement varchar: the engagement's key
-- @column ref_id varchar: the participant's row
-- @column engagement_id varchar: the engagement
-- @column enterprise_name varchar: the enterprise, null for a group
-- @column country_code varchar: its country, null where not stated
-- @column sector_as_stated varchar: its sector in the source's words
-- @column sector_code varchar: sector group, null where the words name none
-- @column enterprise_count bigint: how many, null where the source gives no number
-- @column withheld_fields varchar: what is not shown of the row, because too few enterprises share it
select
    participants.participant_id as ref_id,
    participants.engagement_id,
    participants.enterprise_name,
    participants.country_code,
    participants.sector_as_stated,
    participants.sector_code,
    participants.enterprise_count,
    withheld.withheld_fields
from participants
left join withheld
    on participants.participant_id = withheld.ref_id
where participants.engagement_id = $engagement
order by participants.is_group desc, participants.participant_id
