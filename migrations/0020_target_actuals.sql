-- What was reached of a target, as published later: figures of its own measure, maybe of part of its years.
alter table public.target add column actual_figure_ids text[] not null default '{}';
