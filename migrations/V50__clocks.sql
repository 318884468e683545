-- By when work is to be acknowledged, told of and done: policies, calendars of business hours, the clocks that run on
-- cases, and how long the parts took.

create table business_calendar (
  slug       text primary key,
  definition jsonb not null,
  version    int not null,
  changed_at timestamptz not null,
  changed_by text not null
);

create table clock_policy (
  slug       text primary key,
  definition jsonb not null,
  version    int not null,
  changed_at timestamptz not null,
  changed_by text not null
);

-- Who changed which of them from what to what.
create table clock_setting_change (
  id   uuid primary key,                           -- UUIDv7: sorts by time
  at   timestamptz not null,
  by   text not null,
  kind text not null check (kind in ('policy', 'calendar')),
  slug text not null,
  was  jsonb,
  now  jsonb
);

create table case_clock (
  id                 uuid primary key,
  case_id            uuid not null references incident_case on delete cascade,
  side               text check (side in ('AWS', 'CUSTOMER')),   -- null for the case as a whole
  measure            text not null check (measure in
                       ('ACKNOWLEDGE', 'FIRST_ACTION', 'UPDATE', 'RESOLVE', 'ANSWER', 'NOTICE')),
  name               text not null,
  policy             text,                         -- its slug; null for what a source wants
  policy_version     int not null,
  calendar           text,                         -- null around the clock
  basis              text,                         -- queue, category and severity that the policy was chosen by
  target_seconds     bigint not null,
  warn_seconds       bigint not null,
  state              text not null check (state in ('RUNNING', 'PAUSED', 'MET', 'MISSED', 'CANCELLED')),
  started_at         timestamptz not null,
  due_at             timestamptz not null,
  part_due           timestamptz,
  part_state         text,
  paused_at          timestamptz,
  pause_reason       text,
  remaining_seconds  bigint not null default 0,
  paused_seconds     bigint not null default 0,
  set_by_hand        boolean not null default false,
  extension_asked_at timestamptz,
  extension_asked_to timestamptz,
  warned_at          timestamptz,
  missed_at          timestamptz,
  escalated          int not null default 0,
  next_at            timestamptz,                  -- when something is to be done about it
  stopped_at         timestamptz,
  stopped_by         text
);
create index case_clock_of_case on case_clock (case_id, started_at, id);
create index case_clock_rings on case_clock (next_at, id) where next_at is not null;
create index case_clock_of_policy on case_clock (policy) where state in ('RUNNING', 'PAUSED');

-- Since when the desk knows of an incident that it must tell others of.
create table case_awareness (
  case_id     uuid primary key references incident_case on delete cascade,
  aware_at    timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);

-- How long each part took beside what was promised; in seconds that count by its policy.
create table part_times (
  case_id              uuid not null references incident_case on delete cascade,
  side                 text not null check (side in ('AWS', 'CUSTOMER')),
  queue_id             uuid not null references queue,
  policy               text,
  began_at             timestamptz not null,
  acknowledged_at      timestamptz,
  acknowledge_due      timestamptz,
  acknowledge_seconds  bigint,
  first_action_at      timestamptz,
  first_action_due     timestamptz,
  first_action_seconds bigint,
  resolved_at          timestamptz,
  resolve_due          timestamptz,
  resolve_seconds      bigint,
  paused_seconds       bigint not null default 0,
  reopened             int not null default 0,
  primary key (case_id, side)
);
create index part_times_by_beginning on part_times (began_at);
create index part_times_by_end on part_times (resolved_at) where resolved_at is not null;

-- The work that is there: its end stays as it is, and is told of where it is still to come.
insert into part_times
  (case_id, side, queue_id, began_at, acknowledged_at, first_action_at, resolved_at, resolve_due, resolve_seconds)
select case_id, side, queue_id, created_at, coalesce(started_at, done_at), coalesce(started_at, done_at), done_at, due_at,
  greatest(0, extract(epoch from done_at - created_at))::bigint
from work_item where status <> 'WITHDRAWN';
insert into case_clock
  (id, case_id, side, measure, name, policy_version, target_seconds, warn_seconds, state, started_at, due_at, part_due,
   set_by_hand, missed_at, next_at)
select gen_random_uuid(), case_id, side, 'RESOLVE', 'resolve', 0,
  greatest(0, extract(epoch from due_at - created_at))::bigint, 0, 'RUNNING', created_at, due_at, due_at, true,
  case when due_at <= now() then due_at end, case when due_at > now() then due_at end
from work_item where status not in ('DONE', 'RESOLVED', 'CLOSED', 'WITHDRAWN');

-- What desks publish as their promises, and the duty of the EU's NIS2 directive, which a desk switches on. The queues'
-- own clocks go on deciding where no category has times of its own, or keep those of critical and high work.
insert into business_calendar (slug, definition, version, changed_at, changed_by) values
('office-hours', '{"slug": "office-hours", "name": "Office hours", "zone": "UTC", "hours": {"monday": ["09:00-17:00"], "tuesday": ["09:00-17:00"], "wednesday": ["09:00-17:00"], "thursday": ["09:00-17:00"], "friday": ["09:00-17:00"]}, "holidays": [{"date": "01-01", "name": "New Year''s Day"}, {"date": "12-25", "name": "Christmas Day"}]}', 1, now(), 'Demarc');
insert into clock_policy (slug, definition, version, changed_at, changed_by) values
('child-abuse', '{"slug": "child-abuse", "name": "Child sexual abuse material", "enabled": true, "position": 10, "parallel": false, "starts": "opening", "queues": [], "categories": ["child-abuse"], "severities": [], "sides": [], "calendar": null, "pausesOn": ["aws", "customer", "reporter", "third-party"], "targets": [{"measure": "acknowledge", "name": null, "within": "PT1H", "bySeverity": {"critical": "PT15M"}, "warnBefore": null}, {"measure": "first-action", "name": null, "within": "PT2H", "bySeverity": {"critical": "PT30M"}, "warnBefore": null}, {"measure": "resolve", "name": null, "within": "PT4H", "bySeverity": {"critical": "PT1H"}, "warnBefore": "25%"}], "escalation": [{"after": null, "to": ["assignee", "queue", "lead"]}]}', 1, now(), 'Demarc'),
('denial-of-service', '{"slug": "denial-of-service", "name": "Denial of service", "enabled": true, "position": 20, "parallel": false, "starts": "opening", "queues": [], "categories": ["denial-of-service"], "severities": [], "sides": [], "calendar": null, "pausesOn": ["aws", "customer", "reporter", "third-party"], "targets": [{"measure": "acknowledge", "name": null, "within": "PT1H", "bySeverity": {"critical": "PT15M"}, "warnBefore": null}, {"measure": "resolve", "name": null, "within": "PT2H", "bySeverity": {"critical": "PT1H"}, "warnBefore": "25%"}], "escalation": [{"after": null, "to": ["assignee", "queue"]}, {"after": "PT1H", "to": ["lead"]}]}', 1, now(), 'Demarc'),
('phishing-and-fraud', '{"slug": "phishing-and-fraud", "name": "Phishing and fraud", "enabled": true, "position": 30, "parallel": false, "starts": "opening", "queues": [], "categories": ["phishing", "fraud"], "severities": [], "sides": [], "calendar": null, "pausesOn": ["aws", "customer", "reporter", "third-party"], "targets": [{"measure": "acknowledge", "name": null, "within": "PT4H", "bySeverity": {"critical": "PT15M", "high": "PT1H"}, "warnBefore": null}, {"measure": "resolve", "name": null, "within": "PT24H", "bySeverity": {"critical": "PT1H", "high": "PT4H"}, "warnBefore": "25%"}], "escalation": [{"after": null, "to": ["assignee", "queue"]}, {"after": "PT1H", "to": ["lead"]}]}', 1, now(), 'Demarc'),
('command-and-control', '{"slug": "command-and-control", "name": "Command and control", "enabled": true, "position": 40, "parallel": false, "starts": "opening", "queues": [], "categories": ["botnet"], "severities": [], "sides": [], "calendar": null, "pausesOn": ["aws", "customer", "reporter", "third-party"], "targets": [{"measure": "acknowledge", "name": null, "within": "PT4H", "bySeverity": {"critical": "PT15M", "high": "PT1H"}, "warnBefore": null}, {"measure": "resolve", "name": null, "within": "PT24H", "bySeverity": {"critical": "PT1H", "high": "PT4H"}, "warnBefore": "25%"}], "escalation": [{"after": null, "to": ["assignee", "queue"]}, {"after": "PT1H", "to": ["lead"]}]}', 1, now(), 'Demarc'),
('scans', '{"slug": "scans", "name": "Scans and attempts to break in", "enabled": true, "position": 50, "parallel": false, "starts": "opening", "queues": [], "categories": ["port-scan", "intrusion-attempt"], "severities": [], "sides": [], "calendar": null, "pausesOn": ["aws", "customer", "reporter", "third-party"], "targets": [{"measure": "acknowledge", "name": null, "within": "PT24H", "bySeverity": {"critical": "PT15M", "high": "PT1H", "medium": "PT4H"}, "warnBefore": null}, {"measure": "resolve", "name": null, "within": "PT48H", "bySeverity": {"critical": "PT1H", "high": "PT4H", "medium": "PT24H"}, "warnBefore": "25%"}], "escalation": [{"after": null, "to": ["assignee", "queue"]}, {"after": "PT1H", "to": ["lead"]}]}', 1, now(), 'Demarc'),
('standard', '{"slug": "standard", "name": "Everything else", "enabled": true, "position": 1000, "parallel": false, "starts": "opening", "queues": [], "categories": [], "severities": [], "sides": [], "calendar": null, "pausesOn": ["aws", "customer", "reporter", "third-party"], "targets": [{"measure": "acknowledge", "name": null, "within": "PT24H", "bySeverity": {"critical": "PT15M", "high": "PT1H", "medium": "PT4H"}, "warnBefore": null}, {"measure": "first-action", "name": null, "within": null, "bySeverity": {"critical": "PT30M", "high": "PT2H"}, "warnBefore": null}, {"measure": "update", "name": null, "within": null, "bySeverity": {"critical": "PT4H", "high": "P1D"}, "warnBefore": null}, {"measure": "resolve", "name": null, "within": "queue", "bySeverity": {}, "warnBefore": "25%"}], "escalation": [{"after": null, "to": ["assignee", "queue"]}, {"after": "PT1H", "to": ["lead"]}]}', 1, now(), 'Demarc'),
('nis2', '{"slug": "nis2", "name": "NIS2, Article 23: significant incidents", "enabled": false, "position": 100, "parallel": true, "starts": "awareness", "queues": [], "categories": [], "severities": [], "sides": [], "calendar": null, "pausesOn": ["aws", "customer", "reporter", "third-party"], "targets": [{"measure": "notice", "name": "Early warning to the CSIRT or authority", "within": "PT24H", "bySeverity": {}, "warnBefore": "25%"}, {"measure": "notice", "name": "Incident notification to the CSIRT or authority", "within": "PT72H", "bySeverity": {}, "warnBefore": "25%"}, {"measure": "notice", "name": "Final report to the CSIRT or authority", "within": "P1M", "bySeverity": {}, "warnBefore": "P3D"}], "escalation": [{"after": null, "to": ["queue", "lead"]}]}', 1, now(), 'Demarc');
