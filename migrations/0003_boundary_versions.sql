-- Administrative units of more than one boundary version, which unit went into which, and lists checked against their total.

-- First day of a unit; null: before the data begin. Units of one code follow each other, so a code is no key.
alter table admin_unit add column valid_from date;
alter table admin_unit add constraint admin_unit_lasts check (valid_from <= valid_to);

-- What share of an earlier unit a later one took over. The shares of one unit sum to 1: the importer checks it exactly.
create table crosswalk (
  from_id text not null references admin_unit (id),
  to_id text not null references admin_unit (id),
  share numeric not null check (share > 0 and share <= 1),
  source_id text not null references source (id),
  note_vi text,
  note_en text,
  primary key (from_id, to_id)
);
create index crosswalk_to on crosswalk (to_id);

alter table check_rule drop constraint check_rule_rule_check;
alter table check_rule add constraint check_rule_rule_check
  check (rule in ('ratio', 'sum', 'parts', 'growth', 'growthPath', 'same', 'listTotal'));
