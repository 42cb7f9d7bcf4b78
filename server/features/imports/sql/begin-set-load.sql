-- From here to the end of the load, made-up rows are written without an entry each.
select audit.begin_set_load()
