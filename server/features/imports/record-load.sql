-- Records a completed load. $1 content hash, $2 rows in the files.
insert into data_load (content_hash, rows_loaded) values ($1, $2)
