-- Hash of the made-up land use that was loaded last; null where it was taken out, no row where there never was one.
select s.new ->> 'hash' as hash from audit.newest_set() s
