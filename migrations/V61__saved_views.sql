-- Filters that people keep under a name, for themselves or for a queue's team, and which mails tell of new cases.
create table saved_view (
  id            uuid primary key,
  name          text not null,
  filter        text not null,
  owner         text not null,                     -- who keeps it
  queue_id      uuid references queue on delete cascade, -- whose team sees it; null for its owner only
  notify        boolean not null,
  every_minutes int not null check (every_minutes between 5 and 10080), -- at most one mail in so many
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  watched_since timestamptz,                       -- cases that were opened before are told of already
  told_at       timestamptz
);
create index saved_view_of_owner on saved_view (owner, name, id);
create index saved_view_of_queue on saved_view (queue_id, name, id) where queue_id is not null;
create index saved_view_notifies on saved_view (id) where notify;

-- Which cases a view's mails told of: one that was committed late is told of, and none is twice.
create table saved_view_told (
  view_id uuid not null references saved_view on delete cascade,
  case_id uuid not null references incident_case on delete cascade,
  at      timestamptz not null,
  primary key (view_id, case_id)
);
create index saved_view_told_age on saved_view_told (at);
create index saved_view_told_case on saved_view_told (case_id);
