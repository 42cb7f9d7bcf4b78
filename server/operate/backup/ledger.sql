-- The migrations this database has had, as a backup and its target must both have had them.
select name, checksum from schema_migration order by version
