-- @title: One engagement
-- @grain: one row, the engagement asked for
-- @formula: What the sources say of this engagement. Participants are as the source states them; an empty number means that it gives none.
-- @param engagement varchar: the engagement's key
-- @column ref_id varchar: the engagement
-- @column engagement_kind_code varchar: kind of engagement
-- @column engagement_stage_code varchar: held or planned
-- @column held_from varchar: first day, as precisely as known
-- @column held_until varchar: last day, null where the source gives one day
-- @column participants_stated bigint: participants in the source's number, null where it gives none
-- @column mode_code varchar: online, in person or both
-- @column place varchar: where, as the source says
-- @column agreement_id varchar: the agreement it stands under, null where no source ties it to one
-- @column note varchar: the analyst's note, in English
select
    engagements.engagement_id as ref_id,
    engagements.engagement_kind_code,
    engagements.engagement_stage_code,
    engagements.held_from,
    engagements.held_until,
    engagements.participants_stated,
    engagements.mode_code,
    engagements.place,
    engagements.agreement_id,
    engagements.note
from engagements
where engagements.engagement_id = $engagement
order by engagements.engagement_id
