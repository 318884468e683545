-- What was done against a matter and holds until it is taken back: a block, a suspension, a rule of a firewall.

create table countermeasure (
  id           uuid primary key,                   -- UUIDv7: sorts by time
  case_id      uuid not null references incident_case on delete cascade,
  kind         text not null,
  target       text not null,
  state        text not null check (state in ('PENDING', 'ACTIVE', 'PENDING_REMOVAL', 'REMOVED')),
  effective_at timestamptz,
  removed_at   timestamptz,
  asked_by     text not null,
  changed_at   timestamptz not null,
  changed_by   text not null
);
create index countermeasure_of_case on countermeasure (case_id, id);
