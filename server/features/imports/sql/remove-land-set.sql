-- Takes the made-up land use out, with what practice in it published. Events go before leases, whose checks they would fail.
delete from figure where source_id in (select id from source where data_set = 'illustrative' and kind = 'report');
delete from source where data_set = 'illustrative' and kind = 'report';
delete from publication where data_set = 'illustrative';
delete from land.report where data_set = 'illustrative';
delete from land.period where data_set = 'illustrative';
delete from land.obstacle where data_set = 'illustrative';
delete from land.inspection where data_set = 'illustrative';
delete from land.lot_event where lot_id in (select id from land.lot where data_set = 'illustrative');
delete from land.lease_fact where lease_id in (
  select held.id from land.lease held join land.lot l on l.id = held.lot_id where l.data_set = 'illustrative'
);
delete from land.lease where lot_id in (select id from land.lot where data_set = 'illustrative');
delete from land.lot_lineage where child_id in (select id from land.lot where data_set = 'illustrative');
delete from land.project_version where project_id in (select id from land.project where data_set = 'illustrative');
delete from land.project where data_set = 'illustrative';
delete from land.enterprise where data_set = 'illustrative';
delete from land.lot where data_set = 'illustrative';
