-- Merges lots. $1 ids, $2 versions, $3 day, $4 code. One row: the id of the one they became.
select land.merge_lots($1, $2, $3, $4) as id
