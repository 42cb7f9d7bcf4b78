-- The next rows of the cursor of open-rows.sql; none when all were given.
fetch 2000 from backup_rows
