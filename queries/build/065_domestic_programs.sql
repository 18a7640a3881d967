-- Programmes that a country runs for its own enterprises and that no pair of countries takes part in: context beside
-- the cooperation, never part of it.
create table domestic_programs as
select programs.program_id, programs.beneficiary_country_code as country_code
from financing_programs as programs
left join (select distinct ref_id from pair_rows where record_kind = 'program') as paired
    on programs.program_id = paired.ref_id
where programs.provider_country_code = programs.beneficiary_country_code
    and paired.ref_id is null
order by programs.program_id;
