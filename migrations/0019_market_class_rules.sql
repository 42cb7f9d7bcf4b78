-- What a decree says of the classes of markets, and from when to when. Numbers of business points are inclusive.
create table public.market_class_rule (
  id text primary key,
  market_class integer not null check (market_class in (1, 2, 3)),
  document_number text not null,
  article text,
  valid_from date not null,
  -- Last day; null while in force.
  valid_to date check (valid_to >= valid_from),
  points_from integer check (points_from >= 0),
  points_to integer check (points_to >= points_from),
  -- Kinds of building with so many points; and those which make the class whatever the points.
  structures text[] not null,
  structures_alone text[] not null,
  statement_vi text not null,
  statement_en text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  source_id text not null references public.source (id),
  note_vi text,
  note_en text
);
grant select on public.market_class_rule to vlmap_reader, vlmap_writer;
