-- @title: Domestic programmes by sector
-- @grain: one row per programme, period and sector as stated
-- @key: program_id, year, period_text, sector_as_stated
-- @formula: Each sector's share of what the programme paid out in the period, as the source prints it. Figures of a part of a year are marked.
-- @param home varchar: ISO 3166-1 alpha-3 of the home country
-- @param partner varchar: ISO 3166-1 alpha-3 of the partner country
-- @param as_of date: only years that had begun by this day
-- @column ref_id varchar: the source
-- @column program_id varchar: the programme
-- @column year integer: the year the period lies in
-- @column is_part_year boolean: whether the period is a part of the year
-- @column period_text varchar: the period in the source's words
-- @column sector_code varchar: sector group, null where the source's word spans several
-- @column sector_as_stated varchar: the sector in the source's words
-- @column share_pct decimal(24,4): share in percent
select
    shares.source_id as ref_id,
    shares.program_id,
    cast(substr(shares.period_text, 1, 4) as integer) as year,
    length(shares.period_text) > 4 as is_part_year,
    shares.period_text,
    shares.sector_code,
    shares.sector_as_stated,
    shares.share_pct
from program_sector_shares as shares
join domestic_programs
    on shares.program_id = domestic_programs.program_id
where domestic_programs.country_code in ($home, $partner)
    and cast(substr(shares.period_text, 1, 4) as integer) <= extract(year from $as_of)
order by shares.program_id, shares.period_text desc, shares.share_pct desc, shares.sector_as_stated
