-- Content hash of the newest load, no row in a new database.
select content_hash as "contentHash" from data_load order by id desc limit 1
