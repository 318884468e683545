-- What a key may do, until when, from where, and the secret that it had before.

alter table api_key
  add column scopes         text[],
  add column owner_id       uuid references person,  -- who made it or gave it its last secret; it ends with them
  add column expires_at     timestamptz,
  add column last_used_at   timestamptz,             -- to the minute
  add column last_used_from text,
  add column addresses      text[] not null default '{}',
  add column previous_hash  bytea unique,
  add column previous_until timestamptz;

update api_key set scopes = case role
  when 'administrator' then array['submit', 'read', 'work', 'administer']
  when 'analyst' then array['submit', 'read', 'work']
  else array['submit'] end;
update api_key k set owner_id = p.id from person p
  where p.username = k.created_by and k.created_by not in ('configuration', 'Demarc');

alter table api_key
  alter column scopes set not null,
  add constraint api_key_scopes check (scopes <> '{}' and scopes <@ array['submit', 'read', 'work', 'administer']),
  drop column role;
