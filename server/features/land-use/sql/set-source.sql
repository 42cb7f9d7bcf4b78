-- Where in which file the rows written from now on in this transaction came from, for the audit. $1 file, $2 sheet, $3 row.
select set_config('vlmap.source_file', $1, true), set_config('vlmap.source_sheet', $2, true), set_config('vlmap.source_row', $3::text, true)
