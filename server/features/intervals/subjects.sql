-- Whose intervals are worth solving before anybody asks: markets have nothing that a sum or a ratio could bound.
select id from site where kind <> 'market'
union all
select id from site_group
order by id
