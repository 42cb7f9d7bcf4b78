-- $1 JSON array of rows as they were written.
insert into /* relation */ (/* names */) overriding system value
select /* values */ from json_array_elements($1::json) as r (cells)
