-- Records a completed load. $1 hash of the published files, $2 of the made-up ones?, $3 rows in the files.
insert into data_load (content_hash, illustrative_hash, rows_loaded) values ($1, $2, $3)
