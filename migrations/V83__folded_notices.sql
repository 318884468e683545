-- News of work for an address that had many mails just now: told together, in one mail, when its window ends.
create table folded_notice (
  id         uuid primary key,                     -- UUIDv7: sorts by time
  recipient  text not null,
  case_id    uuid not null references incident_case on delete cascade,
  case_key   text not null,
  queue_name text not null,
  side       text not null,
  severity   text not null,
  title      text not null,
  due_at     timestamptz not null,
  change_id  uuid,                                 -- the change of a person's that caused it, which takes it back
  at         timestamptz not null
);
create index folded_notice_of on folded_notice (recipient, id);
create index folded_notice_by_time on folded_notice (at);
create index folded_notice_of_case on folded_notice (case_id);
create index folded_notice_of_change on folded_notice (change_id) where change_id is not null;
