-- Version of the loaded data, one row; none before the first load.
select version from api.data_version
