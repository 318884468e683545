-- Who signed in, failed to, or changed people and keys. Rows are added and never changed.

create table audit_entry (
  id         uuid primary key,                     -- UUIDv7: sorts by time
  at         timestamptz not null,
  kind       text not null,
  actor_kind text not null,
  actor      text,                                 -- null where nobody is known
  subject    text,                                 -- the person or the key that it was done to
  address    text,                                 -- where the request came from
  detail     text,
  times      int not null default 1                -- of failures that repeat: how often
);
create index audit_entry_actor on audit_entry (actor, id);
create index audit_entry_kind on audit_entry (kind, id);

create function refuse_change_of_audit_log() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is only added to: % on audit_entry is refused.', tg_op
    using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_is_only_added_to
  before update or delete or truncate on audit_entry
  for each statement execute function refuse_change_of_audit_log();

-- Failures that repeat within a minute, until they are written as one entry with their number.
create table audit_repeated (
  digest  bytea primary key,                       -- SHA-256 of kind, subject and address
  kind    text not null,
  subject text,
  address text,
  detail  text,
  since   timestamptz not null,
  times   int not null                             -- besides the first, which is in the log
);
create index audit_repeated_since on audit_repeated (since);
