-- A case opens only where so many reports about a thing came within a time; those that came before wait where people see them.
create table opening_rule (
  category     text primary key,                   -- or all
  reports      int not null check (reports between 2 and 1000),
  within_hours int not null check (within_hours between 1 and 8760),
  false_share  int check (false_share between 1 and 100), -- per cent; only reports of those of whose reports so many were false; null for all
  changed_at   timestamptz not null,
  changed_by   text not null
);
alter table case_rule_change
  drop constraint case_rule_change_kind_check,
  add constraint case_rule_change_kind_check check (kind in ('QUIET', 'RETURN', 'OPENING'));

create table waiting_report (
  report_id   uuid primary key references report on delete cascade,
  category    text not null,
  title       text not null,
  reporter    text,
  wanted      int not null,                        -- how many were wanted when it came
  subjects    text[] not null,
  at          timestamptz not null,
  released_at timestamptz                          -- when it was filed after all; it waits no second time
);
create index waiting_report_subjects on waiting_report using gin (subjects) where released_at is null;
create index waiting_report_open on waiting_report (report_id desc) where released_at is null;
