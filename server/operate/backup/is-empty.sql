-- A restore replaces rows only where that was asked for.
select not exists (select from /* relation */) as "isEmpty"
