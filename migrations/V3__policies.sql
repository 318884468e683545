-- What decides: a matrix, a threshold and a text model. Without an active row, what ships decides.

create table text_model (
  id         uuid primary key,
  version    text not null unique,
  status     text not null check (status in ('TRAINING', 'READY', 'FAILED')),
  bytes      bytea,                                -- null until it is ready
  examples   int not null default 0,               -- decided cases that it learned from, beside the shipped ones
  comparison jsonb,                                -- with the model in force, on held-back cases
  error      text,
  trained_at timestamptz not null,
  trained_by text not null
);

create table policy (
  id             uuid primary key,
  name           text not null,
  status         text not null check (status in ('DRAFT', 'ACTIVE', 'RETIRED')),
  matrix         text,                             -- YAML; null is the shipped one
  matrix_version text not null,
  threshold      double precision not null check (threshold between 0 and 1),
  model_id       uuid references text_model,       -- null is the shipped one
  model_version  text not null,
  created_at     timestamptz not null,
  created_by     text not null,
  activated_at   timestamptz,
  activated_by   text,
  replaces       uuid references policy,           -- what was in force before; null is what ships
  version        int not null
);
create unique index policy_in_force on policy (status) where status = 'ACTIVE';

create table replay (
  id             uuid primary key,
  policy_id      uuid not null references policy on delete cascade,
  policy_version int not null,
  status         text not null check (status in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  wanted         int not null,
  last_case      uuid,                             -- how far it has come, newest cases first
  seen           int not null default 0,
  moved          int not null default 0,
  skipped        int not null default 0,
  moves          jsonb not null default '{}',      -- "CUSTOMER>SHARED": 19
  routed_before  int not null default 0,
  routed_after   int not null default 0,
  decided        int not null default 0,           -- cases that people decided
  agreed_before  int not null default 0,
  agreed_after   int not null default 0,
  started_at     timestamptz not null,
  started_by     text not null,
  finished_at    timestamptz,
  error          text
);
create index replay_of_policy on replay (policy_id, id desc);

create table replay_move (
  replay_id       uuid not null references replay on delete cascade,
  case_id         uuid not null references incident_case on delete cascade,
  from_side       text not null,
  from_confidence double precision not null,
  to_side         text not null,
  to_confidence   double precision not null,
  person          text,                            -- what people decided, where they did
  primary key (replay_id, case_id)
);
create index replay_move_of_case on replay_move (case_id);

create table policy_event (
  id     uuid primary key,
  at     timestamptz not null,
  actor  text not null,
  what   text not null,
  reason text
);
