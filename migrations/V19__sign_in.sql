-- Signing in: failures are counted for a name and where it is tried from, not for a name alone.

alter table person drop column failed_logins, drop column locked_until;

create table sign_in_throttle (
  bucket        bytea primary key,                 -- SHA-256 of what is counted: a name and an address, an address, ...
  failures      int not null,
  counted_at    timestamptz not null,              -- up to when failures were forgiven
  blocked_until timestamptz not null
);
create index sign_in_throttle_age on sign_in_throttle (counted_at);

-- A browser that a person has signed in with before; it is counted for itself.
create table known_device (
  token_hash bytea not null,                       -- SHA-256 of the cookie's value
  person_id  uuid not null references person on delete cascade,
  created_at timestamptz not null,
  used_at    timestamptz not null,
  primary key (token_hash, person_id)
);
create index known_device_person on known_device (person_id, used_at);

alter table session
  add column id           uuid not null unique default gen_random_uuid(),
  add column last_seen_at timestamptz,
  add column address      text,
  add column browser      text;
update session set last_seen_at = created_at;
alter table session alter column last_seen_at set not null;
create index session_person on session (person_id);
