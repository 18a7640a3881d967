-- Nor is it there in another language.
delete from translations
where field_name = 'note'
    and ref_id in (
        select outcomes.outcome_id
        from outcomes
        join sources
            on outcomes.source_id = sources.source_id
        where sources.url is null
    )
