-- Takes an enquiry; false where there is no such site. $1 receipt, $2 site, $3 day?, $4 language, $5 name, $6 organisation?, $7 contact, $8 message
select public.take_enquiry($1, $2, $3::date, $4, $5, $6, $7, $8) as taken
