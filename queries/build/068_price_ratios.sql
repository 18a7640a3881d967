-- How many times the prices of a year those of a base year are, in each currency: both index values come from one series, a
-- GDP deflator before a consumer price index, the newest one first. In its own base year money needs no index.
create table price_ratios as
with pairs as (
    select
        own.currency_code,
        own.year as amount_year,
        base.year as base_year,
        cast(base.index_value as double) / cast(own.index_value as double) as price_ratio,
        own.price_index_kind_code,
        own.index_value,
        base.index_value as base_index_value,
        own.source_id,
        base.source_id as base_source_id,
        row_number() over (
            partition by own.currency_code, own.year, base.year
            order by cast(kind.sort_order as integer), own.index_base_year desc
        ) as place
    from price_indices as own
    join price_indices as base
        on own.currency_code = base.currency_code
        and own.price_index_kind_code = base.price_index_kind_code
        and own.index_base_year = base.index_base_year
        and own.year <> base.year
    join codelist_price_index_kind as kind
        on own.price_index_kind_code = kind.code
)
select
    currency_code, amount_year, base_year, price_ratio, price_index_kind_code, index_value, base_index_value, source_id, base_source_id
from pairs
where place = 1
order by currency_code, amount_year, base_year;
