-- Every account that the one who asks may see, with its open grants, by name. One row, json.
select json_build_object('items', coalesce(json_agg(listed.account order by listed.name, listed.id), '[]'::json)) as body
from (
  select a.id, a.display_name as name, json_build_object(
    'id', a.id, 'login', a.login, 'displayName', a.display_name,
    'hasPassword', a.password_changed_at is not null, 'hasTwoStep', a.totp_confirmed_at is not null,
    'createdAt', to_char(a.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'disabledAt', to_char(a.disabled_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'lastSeenAt', to_char(
      (select max(s.last_seen_at) from auth.session s where s.account_id = a.id) at time zone 'utc',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
    ),
    'grants', auth.open_grants(a.id)
  ) as account
  from auth.account a
) listed
