-- Makes an upload link for a report; an earlier one ends. $1 report, $2 hash of its code, $3 days it lasts, $4 address.
select land.make_upload_link($1, $2, $3::integer, $4)
