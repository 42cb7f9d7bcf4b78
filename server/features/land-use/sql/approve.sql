-- $1 report, $2 version held, $3 remark.
select land.approve_report($1, $2, $3)
