-- A desk's own systems that are asked who held an address or a name at a time; their answers, and what is still to be asked.
create table holder_resolver (
  id              uuid primary key,
  name            text not null unique,
  url             text not null,
  secret          bytea not null,                   -- sealed; requests are signed with it
  networks        cidr[] not null default '{}',     -- it is asked about addresses in these
  domains         text[] not null default '{}',     -- and about names in these
  timeout_ms      int not null,
  fresh_seconds   int not null,                     -- how long an answer that names no other time stands
  unknown_seconds int not null,                     -- the same of the answer that nobody held it
  enabled         boolean not null,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  changed_by      text not null,
  answered_at     timestamptz,
  failing_since   timestamptz,
  last_error      text,
  version         int not null default 0
);

create table resolver_answer (
  id          uuid primary key,
  resolver_id uuid not null references holder_resolver on delete cascade,
  asked       text not null,
  valid_from  timestamptz not null,                 -- it holds from here
  valid_until timestamptz not null,                 -- to here, both included
  owner       text,                                 -- null where nobody held it
  contact     text,
  account_id  text,
  resource    text,
  service     text,
  region      text,
  tags        text[] not null default '{}',
  answered_at timestamptz not null,
  expires_at  timestamptz not null                  -- asked again after this; until then and while it is, it stands
);
create index resolver_answer_asked on resolver_answer (asked, answered_at desc);
create index resolver_answer_age on resolver_answer (answered_at);

create table resolver_question (
  id          uuid primary key,
  resolver_id uuid not null references holder_resolver on delete cascade,
  asked       text not null,
  type        text not null,
  at          timestamptz not null,
  asked_first timestamptz not null,
  attempts    int not null default 0,
  next_try    timestamptz not null,
  error       text,
  unique (resolver_id, asked, at)
);
create index resolver_question_due on resolver_question (resolver_id, next_try);
