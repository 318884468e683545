-- Reports: what was received. Rows of report and report_raw are never updated.

create table report (
  id             uuid primary key,                 -- UUIDv7: sorts by time of receipt
  received_at    timestamptz not null,
  channel        text not null check (channel in ('rest', 'smtp', 'imap', 'sns')),
  content_type   text not null,
  size_bytes     bigint not null,
  digest         bytea not null,                   -- SHA-256 of the raw bytes
  message_id     text,
  envelope_from  text,                             -- '' is the empty sender of a bounce
  envelope_to    text[] not null default '{}',
  remote_address text,
  submitted_by   text not null,                    -- the API key's name, or the channel
  sample         boolean not null default false
);
-- A mail that is delivered twice is one report: same Message-ID, same bytes.
create unique index report_resend on report (message_id, digest) where message_id is not null;
create index report_samples on report (id) where sample;

create table report_raw (
  report_id uuid primary key references report on delete cascade,
  bytes     bytea not null
);
-- Mails are mostly base64 and text: compression by the server would cost more than it saves on large ones.
alter table report_raw alter column bytes set storage external;

create table idempotency_key (
  submitter  text not null,
  key        text not null,
  report_id  uuid not null references report on delete cascade,
  digest     bytea not null,
  created_at timestamptz not null,
  primary key (submitter, key)
);

-- Queues and rules.

create table queue (
  id             uuid primary key,
  slug           text not null unique,
  name           text not null,
  side           text check (side in ('AWS', 'CUSTOMER')),
  email          text not null,
  -- minutes until the work of one severity should be done
  clock_critical int not null check (clock_critical > 0),
  clock_high     int not null check (clock_high > 0),
  clock_medium   int not null check (clock_medium > 0),
  clock_low      int not null check (clock_low > 0),
  position       int not null
);

create table routing_rule (
  id         uuid primary key,
  position   int not null unique,
  name       text not null,
  -- a condition that is null holds for everything
  unsure     boolean,
  side       text check (side in ('AWS', 'CUSTOMER')),
  category   text,
  service    text,
  account_id text,
  queue_id   uuid not null references queue
);

insert into queue (id, slug, name, side, email, clock_critical, clock_high, clock_medium, clock_low, position) values
  ('01930000-0000-7000-8000-000000000001', 'customer-security', 'Customer security', 'CUSTOMER', 'customer-security@demarc.example', 60, 240, 1440, 4320, 1),
  ('01930000-0000-7000-8000-000000000002', 'aws-liaison', 'AWS liaison', 'AWS', 'aws-liaison@demarc.example', 60, 240, 1440, 4320, 2),
  ('01930000-0000-7000-8000-000000000003', 'abuse-desk', 'Abuse desk', null, 'abuse-desk@demarc.example', 60, 240, 1440, 4320, 3);

insert into routing_rule (id, position, name, unsure, side, queue_id) values
  ('01930000-0000-7000-8000-000000000011', 10, 'the engine is not sure', true, null, '01930000-0000-7000-8000-000000000003'),
  ('01930000-0000-7000-8000-000000000012', 20, 'work on AWS''s side', null, 'AWS', '01930000-0000-7000-8000-000000000002'),
  ('01930000-0000-7000-8000-000000000013', 30, 'work on the customer''s side', null, 'CUSTOMER', '01930000-0000-7000-8000-000000000001'),
  ('01930000-0000-7000-8000-000000000014', 1000, 'anything else', null, null, '01930000-0000-7000-8000-000000000003');

-- Casework.

create sequence case_number;

create table incident_case (
  id             uuid primary key,
  key            text not null unique,             -- DM-<year>-<number>
  title          text not null,
  status         text not null check (status in ('OPEN', 'CLOSED', 'MERGED')),
  category       text not null,
  service        text not null,
  layers         text[] not null,
  responsibility text not null check (responsibility in ('AWS', 'CUSTOMER', 'SHARED')),
  confidence     double precision not null,
  severity       text not null,
  account_id     text,
  region         text,
  opened_at      timestamptz not null,
  updated_at     timestamptz not null,
  last_report_at timestamptz not null,
  closed_at      timestamptz,
  outcome        text,
  merged_into    uuid references incident_case,
  report_count   int not null,
  due_at         timestamptz,                      -- the earliest clock of the open work items
  version        int not null,                     -- grows with each change by a person
  sample         boolean not null default false,
  excerpt        text not null,                    -- the beginning of the first report's text
  search         tsvector generated always as (to_tsvector('simple',
                   key || ' ' || title || ' ' || service || ' ' || category || ' '
                   || coalesce(account_id, '') || ' ' || excerpt)) stored
);
create index case_by_clock on incident_case (status, coalesce(due_at, 'infinity'::timestamptz), id);
create index case_by_age on incident_case (status, opened_at desc, id desc);
create index case_by_change on incident_case (status, updated_at desc, id desc);
-- lists of every status, as the API gives them unless asked otherwise
create index case_by_age_of_all on incident_case (opened_at desc, id desc);
create index case_by_change_of_all on incident_case (updated_at desc, id desc);
create index case_by_clock_of_all on incident_case (coalesce(due_at, 'infinity'::timestamptz), id);
create index case_search on incident_case using gin (search);
create index case_merged_into on incident_case (merged_into) where merged_into is not null;

create table assessment (
  id             uuid primary key,
  case_id        uuid not null references incident_case on delete cascade,
  made_at        timestamptz not null,
  made_by        text not null check (made_by in ('ENGINE', 'PERSON')),
  actor          text not null,
  in_force       boolean not null,
  category       text not null,
  service        text not null,
  layers         text[] not null,
  responsibility text not null,
  confidence     double precision not null,
  auto_route     boolean not null,
  reasons        jsonb not null,
  parts          jsonb not null,
  open_questions jsonb not null,
  matrix_version text not null,
  reason         text                              -- why a person overruled
);
create index assessment_of_case on assessment (case_id, made_at);
create unique index assessment_in_force on assessment (case_id) where in_force;

create table work_item (
  id         uuid primary key,
  case_id    uuid not null references incident_case on delete cascade,
  side       text not null check (side in ('AWS', 'CUSTOMER')),
  queue_id   uuid not null references queue,
  rule       text not null,                        -- the routing rule that chose the queue, or who moved it
  task       text not null,
  status     text not null check (status in ('NEW', 'IN_PROGRESS', 'WAITING', 'DONE', 'WITHDRAWN')),
  assignee   text,
  created_at timestamptz not null,
  started_at timestamptz,
  done_at    timestamptz,
  due_at     timestamptz not null,
  unique (case_id, side)
);
create index work_item_in_queue on work_item (queue_id, case_id) where status in ('NEW', 'IN_PROGRESS', 'WAITING');
create index work_item_of_assignee on work_item (assignee, case_id) where status in ('NEW', 'IN_PROGRESS', 'WAITING');

create table case_report (
  report_id   uuid primary key references report on delete cascade,
  case_id     uuid not null references incident_case on delete cascade,
  filed_at    timestamptz not null,
  received_at timestamptz not null,
  format      text not null,
  channel     text not null,
  title       text not null,
  reporter    text,                                -- the address to answer, where there is one
  message_id  text,
  external_id text,
  joined_because text
);
create index case_report_of_case on case_report (case_id, report_id desc);
create index case_report_thread on case_report (message_id) where message_id is not null;
create index case_report_reporter on case_report (case_id, reporter);

-- What a case is about: a new report that shares a subject joins it while it is open.
create table case_subject (
  case_id uuid not null references incident_case on delete cascade,
  subject text not null,
  primary key (case_id, subject)
);
create index case_subject_lookup on case_subject (subject);

create table case_indicator (
  case_id uuid not null references incident_case on delete cascade,
  type    text not null,
  value   text not null,
  role    text not null,
  reports int not null,
  primary key (case_id, type, value, role)
);
create index case_indicator_value on case_indicator (value, case_id);

create table timeline_entry (
  id         uuid primary key,
  case_id    uuid not null references incident_case on delete cascade,
  at         timestamptz not null,
  kind       text not null,
  actor      text not null,
  summary    text not null,
  body       text,
  visibility text not null check (visibility in ('INTERNAL', 'REPORTER'))
);
create index timeline_of_case on timeline_entry (case_id, id);

-- Filing: how far the walk of a report has come.

create table filing (
  report_id   uuid primary key references report on delete cascade,
  status      text not null check (status in ('RECEIVED', 'FILED', 'STUCK')),
  format      text,
  reading     jsonb,                               -- what was read out of it (ParsedReport without its text)
  joined      boolean,
  assessment  jsonb,
  set_aside   text,                                -- why it is filed without a case
  error       text,
  attempts    int not null default 0,
  updated_at  timestamptz not null
);
create index filing_not_filed on filing (status, report_id) where status <> 'FILED';

-- Mail that goes out.

create table outbox (
  id           uuid primary key,
  case_id      uuid references incident_case on delete cascade,
  kind         text not null,
  recipient    text not null,
  subject      text not null,
  body_text    text not null,
  body_html    text not null,
  message_id   text not null unique,               -- without angle brackets; the same at every attempt
  in_reply_to  text,
  status       text not null check (status in ('PENDING', 'HELD', 'SENT', 'FAILED', 'BOUNCED')),
  attempts     int not null default 0,
  last_error   text,
  created_at   timestamptz not null,
  next_attempt timestamptz,
  sent_at      timestamptz
);
create index outbox_by_time on outbox (id desc);
create index outbox_by_status on outbox (status, id desc);
create index outbox_of_case on outbox (case_id, kind, recipient);
create index outbox_recipient on outbox (recipient, created_at);

-- People and keys.

create table person (
  id            uuid primary key,
  username      text not null unique,
  name          text not null,
  email         text,
  role          text not null check (role in ('administrator', 'analyst')),
  password_hash text not null,
  disabled      boolean not null default false,
  failed_logins int not null default 0,
  locked_until  timestamptz,
  created_at    timestamptz not null
);

create table session (
  token_hash bytea primary key,                    -- SHA-256 of the cookie's value
  person_id  uuid not null references person on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_expiry on session (expires_at);

create table api_key (
  id         uuid primary key,
  name       text not null unique,
  key_hash   bytea not null unique,                -- SHA-256 of the key: keys are long and random
  role       text not null check (role in ('administrator', 'analyst', 'submitter')),
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz
);

-- Jobs, in the form that db-scheduler wants.

create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
