-- Which of the loaded data a transaction sees, by its own settings (server/route.ts); all published data without them.
-- Read as `(select api.as_of())`, so that a query evaluates each once.
create function api.as_of() returns date language sql stable parallel safe
  return coalesce(nullif(current_setting('vlmap.as_of', true), '')::date, 'infinity'::date);

create function api.known_on() returns date language sql stable parallel safe
  return coalesce(nullif(current_setting('vlmap.known_on', true), '')::date, 'infinity'::date);

-- Rows of the illustrative data set are kept back by row security, on the same setting.
create function api.with_illustrative() returns boolean language sql stable parallel safe
  return current_setting('vlmap.data_set', true) is not distinct from 'illustrative';
