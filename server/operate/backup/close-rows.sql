-- Before the next table is read under the same name.
close backup_rows
