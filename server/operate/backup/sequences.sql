-- Numbers given last, of sequences that have given any.
select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value::text as last
from pg_sequences
where schemaname in ('public', 'auth', 'land', 'audit') and last_value is not null
order by (schemaname || '.' || sequencename) collate "C"
