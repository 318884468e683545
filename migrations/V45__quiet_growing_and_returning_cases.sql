alter table incident_case
  add column regressed_at    timestamptz,          -- since when the matter is back, after it had been over; null where it is not
  add column regressed_after timestamptz,          -- when it had been closed
  add column growing_since   timestamptz,          -- since when many more reports come; null where they do not
  add column growing_from    int,                  -- how many reports it had before
  add column growing_base_at timestamptz,          -- and when that was
  add column snoozed_at      timestamptz,          -- since when nobody wants to see it; null where it is not snoozed
  add column snoozed_until   timestamptz,          -- the snooze ends then; null where it ends by reports only
  add column snoozed_reports int,                  -- the snooze ends with more reports than these; null where it ends by time only
  add column snoozed_by      text;

-- Lists of these are short beside all that is open, and in the order of their clocks.
create index case_regressed on incident_case (status, coalesce(due_at, 'infinity'::timestamptz), id) where regressed_at is not null;
create index case_growing on incident_case (status, coalesce(due_at, 'infinity'::timestamptz), id) where growing_since is not null;
create index case_snoozed on incident_case (status, coalesce(due_at, 'infinity'::timestamptz), id) where snoozed_at is not null;
create index case_quiet on incident_case (category, updated_at, id) where status = 'OPEN';

-- How many reports came on a case in an hour (UTC).
create table case_activity (
  case_id uuid not null references incident_case on delete cascade,
  hour    timestamptz not null,
  reports int not null,
  primary key (case_id, hour)
);

-- After what time without a report or a change an open case closes by itself. Without a rule none does.
create table quiet_rule (
  category    text primary key,                    -- 'all', or a category's slug
  after_hours int not null check (after_hours between 1 and 8760),
  outcome     text not null,
  untouched   boolean not null,                    -- also those that nobody has begun to work on
  changed_at  timestamptz not null,
  changed_by  text not null
);

-- What becomes of a report about the matter of a closed case. Without a rule it opens a case that follows.
create table return_rule (
  category     text not null,                      -- 'all', or a category's slug
  outcome      text not null,                      -- 'all', or how the case ended
  within_hours int check (within_hours between 1 and 87600), -- since it was closed; null for ever
  action       text not null check (action in ('TAKE', 'REOPEN', 'FOLLOW')),
  changed_at   timestamptz not null,
  changed_by   text not null,
  primary key (category, outcome)
);

-- Who changed these rules, and how; rows are only added.
create table case_rule_change (
  id       uuid primary key,
  at       timestamptz not null,
  actor    text not null,
  kind     text not null check (kind in ('QUIET', 'RETURN')),
  category text not null,
  outcome  text,
  was      text,                                   -- in words; null where there was none
  now      text                                    -- null where it was taken away
);
