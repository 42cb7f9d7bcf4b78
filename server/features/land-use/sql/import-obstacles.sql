-- Lots of an import that keep it from being taken back. $1 import. One row each.
select code, reason from land.import_obstacles($1)
