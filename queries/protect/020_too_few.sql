-- Leave out what cannot be shown at all: enterprises that an engagement's lists count in one way and of which there are fewer
-- than the least, all lists together. A number that a public source states stays, and what they leave of it has no published split.
delete from participants
where participant_id in (
        with listed as (
            select
                participants.participant_id,
                participants.engagement_id,
                participants.is_group,
                participants.is_group and participants.enterprise_count is null as is_unnumbered,
                counted.participant_counting_code,
                enterprise_rows.enterprise_count
            from participants
            join enterprise_rows
                on participants.participant_id = enterprise_rows.ref_id
                and enterprise_rows.table_name = 'participants'
            join participants_counted as counted
                on participants.participant_id = counted.ref_id
        )
        select participant_id
        from listed
        qualify sum(enterprise_count) over (
                partition by engagement_id, is_group, is_unnumbered, participant_counting_code
            ) < $least
    )
