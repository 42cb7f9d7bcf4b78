-- Every table of ours with its columns in order; not those of extensions, nor the ledger of migrations, which a restore must already have.
select
  n.nspname || '.' || c.relname as name,
  quote_ident(n.nspname) || '.' || quote_ident(c.relname) as relation,
  (
    select json_agg(
      json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum
    )
    from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  ) as columns
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r'
  and n.nspname in ('public', 'auth', 'land', 'audit')
  and c.relname not in ('schema_migration', 'schema_views')
  and not exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
  )
order by (n.nspname || '.' || c.relname) collate "C"
