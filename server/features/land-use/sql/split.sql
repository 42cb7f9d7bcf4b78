-- Splits a lot. $1 id, $2 version, $3 day, $4 children as jsonb. One row: the ids of the children in their order.
select land.split_lot($1, $2, $3, $4::jsonb) as ids
