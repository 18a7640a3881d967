-- A note on several deals of a list that is not public may say whose they are.
update outcomes
set note = null
where source_id in (select source_id from sources where url is null)
