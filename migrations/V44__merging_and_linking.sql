-- What it takes to take a merge back: one row for each case that was put into another. The merged case keeps its own
-- subjects, indicators and participants as they were; only its reports go.
create table case_merge (
  id           uuid primary key,
  batch        uuid not null,                      -- cases that were put into one with one request
  from_id      uuid not null references incident_case on delete cascade,
  into_id      uuid not null references incident_case on delete cascade,
  at           timestamptz not null,
  actor        text not null,
  reason       text,
  reports      uuid[] not null,                    -- that went along
  subjects     text[] not null,                    -- that the case it went into had not
  participants jsonb not null,                     -- of the case it went into, as they were, whom the merged one had, too
  changes      jsonb not null,                     -- what it changed of both cases and their work
  undone_at    timestamptz,
  undone_by    text
);
create unique index case_merge_in_force on case_merge (from_id) where undone_at is null;
create index case_merge_into on case_merge (into_id) where undone_at is null;
create index case_merge_batch on case_merge (batch);

-- Reports that a person took out of a case into another.
create table case_split (
  id        uuid primary key,
  from_id   uuid not null references incident_case on delete cascade,
  to_id     uuid not null references incident_case on delete cascade,
  opened    boolean not null,                      -- whether it opened the case that they went to
  reports   uuid[] not null,
  at        timestamptz not null,
  actor     text not null,
  undone_at timestamptz,
  undone_by text
);
create index case_split_to on case_split (to_id) where undone_at is null;
create index case_split_from on case_split (from_id);

-- How cases belong together, by a person's word or because one follows a closed one.
create table case_link (
  id       uuid primary key,
  case_id  uuid not null references incident_case on delete cascade,
  other_id uuid not null references incident_case on delete cascade,
  kind     text not null check (kind in ('RELATED', 'PARENT', 'FOLLOWS')), -- of the other, seen from the case
  reason   text,
  actor    text not null,
  at       timestamptz not null,
  check (case_id <> other_id)
);
create unique index case_link_once on case_link (case_id, other_id, kind);
create unique index case_link_one_parent on case_link (case_id) where kind = 'PARENT';
create index case_link_other on case_link (other_id);

-- Open cases of one account and category, for finding those that are one matter.
create index case_open_of_account on incident_case (account_id, category, last_report_at desc)
  where status = 'OPEN' and account_id is not null;
