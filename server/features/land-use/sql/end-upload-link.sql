-- Ends the upload link of a report. $1 report.
select land.end_upload_link($1)
