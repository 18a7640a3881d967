-- @title: The releases that this one was made from
-- @grain: one row per release, the latest first
-- @column line_step bigint: its place in the line, the first being 1
-- @column release varchar: the release
-- @column released_on date: when it was published
-- @column who varchar: who published it
-- @column note varchar: why
select step as line_step, release, published_on as released_on, who, note
from releases_before
order by step desc
