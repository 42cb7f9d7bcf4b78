-- The upload link of a report that is open, without its code. $1 report. One row, jsonb or null.
select land.upload_link($1) as link
