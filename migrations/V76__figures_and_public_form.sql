-- Insights: cases of a period are counted from this index alone, reports of a period by their time.
create index case_for_figures on incident_case (opened_at)
  include (id, status, responsibility, category, service, account_id, severity, report_count, outcome);
create index case_report_by_time on case_report (received_at) include (case_id, format, reporter, said_at);
-- the latest decision of the engine on a case
create index assessment_of_engine on assessment (case_id, made_at desc) where made_by = 'ENGINE';
-- open cases that people have to look at first
create index assessment_unsure on assessment (case_id) where in_force and not auto_route;

-- Whether strangers may report by a form, and in whose name; no row: they may not.
create table public_form (
  one        boolean primary key default true check (one),
  enabled    boolean not null,
  desk       text not null,                        -- how the page calls whoever reads the reports
  changed_at timestamptz not null,
  changed_by text not null
);

-- What came by it: whoever holds the token reads what became of the report.
create table public_report (
  report_id  uuid primary key references report on delete cascade,
  number     text not null unique,                 -- for people to name it; opens nothing
  token_hash bytea not null unique,                -- SHA-256: tokens are long and random
  about      text not null,                        -- defanged, as it is shown
  made_at    timestamptz not null,
  good_until timestamptz not null
);
create index public_report_expiry on public_report (good_until);
