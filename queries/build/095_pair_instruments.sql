-- The agreements in force and the programmes open of each pair, each with the days on which it stands, its years of signing, and sector
-- and focus area that it names. A programme is in no year of signing, so a period of years leaves none out.
create table pair_instruments as
with standing as (
    select home_code, partner_code, 'agreement' as evidence_kind_code, agreement_id as ref_id, valid_from, valid_until, first_year, last_year, sector_code, focus_area_code
    from pair_agreements
    where is_in_force
    union all
    select home_code, partner_code, 'program', program_id, valid_from, valid_until, null, null, sector_code, focus_area_code
    from pair_programs
    where is_open
)
select home_code, partner_code, evidence_kind_code, ref_id, valid_from, valid_until, first_year, last_year, sector_code, focus_area_code
from standing
order by home_code, partner_code, evidence_kind_code, ref_id, valid_from, sector_code, focus_area_code;
