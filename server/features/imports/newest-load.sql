-- Content hashes of the newest load, no row in a new database.
select content_hash as published, illustrative_hash as illustrative from data_load order by id desc limit 1
