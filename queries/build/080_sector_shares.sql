-- Each sector's share of its country's employment or enterprises: the yardstick for gaps. The latest year wins, employment
-- before enterprises.
create table sector_shares as
select structure_id, country_code, sector_code, share_year, share_basis, sector_share
from national_shares
qualify row_number() over (
        partition by country_code, sector_code
        order by share_year desc, share_basis, structure_id
    ) = 1
order by country_code, sector_code;
