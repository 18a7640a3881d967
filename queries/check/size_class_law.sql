-- @title: Size classes are those of the law in force on the day
-- @grain: one row per participant whose country's law knew other size classes on the day of the engagement
-- @severity: warning
-- @says: The law of “{country_code}” in force on that day does not define “{value}”.
-- @fix: Give the class of the law in force then, or leave it empty.
-- @column row_number bigint: row of the file, empty for a row of the record
-- @column field_name varchar: column of the size class
-- @column value varchar: size class
-- @column country_code varchar: ISO 3166-1 code of the country
with defined as (
    select
        country_code,
        size_class_code,
        coalesce(in_force_from_earliest, date '0001-01-01') as known_from,
        coalesce(in_force_until_latest, date '9999-12-31') as known_until
    from size_class_rules
),
countries as (
    select country_code
    from defined
    group by country_code
),
kinds as (
    select engagement_id, country_code, size_class_code
    from participants
    where size_class_code in ('micro', 'small', 'medium', 'small_scale')
    group by engagement_id, country_code, size_class_code
),
undefined as (
    select
        kinds.engagement_id,
        kinds.country_code,
        kinds.size_class_code
    from kinds
    join engagements
        on kinds.engagement_id = engagements.engagement_id
    join countries
        on kinds.country_code = countries.country_code
    left join defined
        on kinds.country_code = defined.country_code
        and kinds.size_class_code = defined.size_class_code
        and engagements.held_from_latest >= defined.known_from
        and engagements.held_from_earliest <= defined.known_until
    where engagements.held_from_earliest is not null
        and defined.size_class_code is null
)
select
    participants.row_number,
    'size_class_code' as field_name,
    participants.size_class_code as value,
    participants.country_code
from participants
join undefined
    on participants.engagement_id = undefined.engagement_id
    and participants.country_code = undefined.country_code
    and participants.size_class_code = undefined.size_class_code
order by participants.row_number, participants.size_class_code
