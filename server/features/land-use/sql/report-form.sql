-- What the form of a report holds. $1 report. One row, jsonb.
select land.report_form($1) as form
