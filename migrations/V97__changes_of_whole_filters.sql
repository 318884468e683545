-- One change to all cases that a filter found, made some at a time while whoever started it looks on.
create table bulk_change (
  id         uuid primary key,                     -- also the batch by which it is taken back
  person     text not null,
  filter     text not null,
  what       text not null,
  assignee   text,
  queue      text,
  outcome    text,
  cases      text[] not null,                      -- keys with the versions they were found at
  taken      int not null default 0,               -- so many of them were taken in hand
  changed    int not null default 0,
  refused    text[] not null default '{}',
  started_at timestamptz not null
);
create index bulk_change_started on bulk_change (started_at);
