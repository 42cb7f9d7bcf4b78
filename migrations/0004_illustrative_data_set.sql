-- The made-up data set beside the published one. The database itself keeps it out of sight: without the setting by which a
-- transaction asks for it, no query of a reader or writer sees a made-up row, whichever table or view it reads.

alter table source add column data_set text not null default 'published' check (data_set in ('published', 'illustrative'));
alter table subject add column data_set text not null default 'published' check (data_set in ('published', 'illustrative'));
alter table site add column data_set text not null default 'published' check (data_set in ('published', 'illustrative'));
alter table plan_version add column data_set text not null default 'published' check (data_set in ('published', 'illustrative'));
alter table control_total add column data_set text not null default 'published' check (data_set in ('published', 'illustrative'));

-- Low, so that nothing that weighs figures by confidence prefers one.
alter table figure add constraint figure_illustrative_is_low check (method <> 'illustrative' or confidence = 'low');

-- Made-up figures have no history to keep: a later set takes the place of the one before, all other figures stay for good.
drop trigger figure_append_only on figure;
create trigger figure_no_update before update on figure for each row execute function refuse_change();
create trigger figure_no_delete before delete on figure for each row
when (old.method <> 'illustrative') execute function refuse_change();

-- Hash of the made-up files, null without them; content_hash is that of the published files alone.
alter table data_load add column illustrative_hash text;

-- Schema api is created anew after every migration, so policies must not use its functions; the setting is the one that
-- api.with_illustrative() reads. The subselect is evaluated once a query, not once a row.
alter table source enable row level security;
create policy data_set on source for select to vlmap_reader, vlmap_writer
using (data_set = 'published' or (select current_setting('vlmap.data_set', true)) = 'illustrative');
alter table subject enable row level security;
create policy data_set on subject for select to vlmap_reader, vlmap_writer
using (data_set = 'published' or (select current_setting('vlmap.data_set', true)) = 'illustrative');
alter table site enable row level security;
create policy data_set on site for select to vlmap_reader, vlmap_writer
using (data_set = 'published' or (select current_setting('vlmap.data_set', true)) = 'illustrative');
alter table plan_version enable row level security;
create policy data_set on plan_version for select to vlmap_reader, vlmap_writer
using (data_set = 'published' or (select current_setting('vlmap.data_set', true)) = 'illustrative');
alter table control_total enable row level security;
create policy data_set on control_total for select to vlmap_reader, vlmap_writer
using (data_set = 'published' or (select current_setting('vlmap.data_set', true)) = 'illustrative');
alter table figure enable row level security;
create policy data_set on figure for select to vlmap_reader, vlmap_writer
using (method <> 'illustrative' or (select current_setting('vlmap.data_set', true)) = 'illustrative');
alter table plan_version_member enable row level security;
create policy data_set on plan_version_member for select to vlmap_reader, vlmap_writer
using (plan_version_id in (select id from plan_version));
