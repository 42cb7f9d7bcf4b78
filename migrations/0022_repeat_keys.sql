-- Writes that were sent with an Idempotency-Key: sent again with it, each is answered as it was and nothing is written twice.

create table land.repeat_key (
  account_id uuid not null default auth.account_id(),
  key text not null check (length(key) between 1 and 100),
  -- Of method, address and body, so that a key used for something else is noticed.
  request_hash bytea not null check (length(request_hash) = 32),
  -- Null until the write has been answered.
  answer jsonb,
  etag text,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, key)
);
create index repeat_key_at on land.repeat_key (account_id, at);
alter table land.repeat_key enable row level security;
create policy own on land.repeat_key to vlmap_writer
  using (account_id = (select auth.account_id())) with check (account_id = (select auth.account_id()));
grant select, delete on land.repeat_key to vlmap_writer;
grant insert (key, request_hash), update (answer, etag) on land.repeat_key to vlmap_writer;
