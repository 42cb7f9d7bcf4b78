-- Rows that are not as their newest entry has them, the first few. One row each.
select d.table_name as "tableName", d.row_id as "rowId" from audit.differences() d order by 1, 2 limit 20
