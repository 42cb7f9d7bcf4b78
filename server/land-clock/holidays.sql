-- Days off that move the last day of a legal term. One row per holiday, first and last day.
select first_day::text as "from", last_day::text as "to" from public_holiday order by first_day, id collate "C"
