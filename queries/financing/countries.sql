-- @title: Countries whose enterprises programmes name
-- @grain: one row per programme and country that it names
-- @formula: Programmes of the record that name the country as provider or as beneficiary, the country named most often first.
-- @column ref_id varchar: the programme
-- @column country_code varchar: ISO 3166-1 alpha-3
with named as (
    select program_id, beneficiary_country_code as country_code from financing_programs
    union
    select program_id, provider_country_code from financing_programs
)
select program_id as ref_id, country_code
from named
where country_code is not null
order by count(*) over (partition by country_code) desc, country_code, program_id
