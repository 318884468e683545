-- Playbooks, every version of them, and how far cases have come by theirs.

create table playbook (
  slug             text primary key,
  name             text not null,
  position         int not null,
  enabled          boolean not null,
  version          int not null,
  delivered_digest bytea,                          -- of the file that Demarc came with; null for one of the desk's own
  changed_at       timestamptz not null,
  changed_by       text not null
);

-- Versions stay when their playbook is removed: cases go by them.
create table playbook_version (
  slug       text not null,
  version    int not null,
  definition jsonb not null,
  note       text,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (slug, version)
);

create table case_playbook (
  case_id  uuid primary key references incident_case on delete cascade,
  slug     text not null,
  version  int not null,
  begun_at timestamptz not null,
  begun_by text not null,
  foreign key (slug, version) references playbook_version
);
create index case_playbook_of_version on case_playbook (slug, version);

create table case_step (
  case_id   uuid not null references incident_case on delete cascade,
  step      text not null,
  state     text not null check (state in ('OPEN', 'DONE', 'PASSED')),
  opened_by text,
  at        timestamptz not null,
  by        text not null,
  primary key (case_id, step)
);
