-- What the form of the report holds that an upload link is for. $1 hash of its code. One row, jsonb; refused where it is not open.
select land.linked_form($1) as form
