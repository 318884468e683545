-- Which column of a CSV file holds what, saved under a name by those whose columns have names of their own.
create table csv_mapping (
  name       text primary key,
  columns    jsonb not null,                       -- {"column": "field of Demarc's form"}
  changed_at timestamptz not null,
  changed_by text not null
);

-- Reports that came in the shape of AWS's Abuse Signal API (/v1/abuse).
create table abuse_submission (
  report_id      uuid primary key references report on delete cascade,
  submitter      text not null,                    -- the API key's name: each sees its own only
  client_token   text,
  correlation_id text,
  submitted_at   timestamptz not null
);
create index abuse_submission_token on abuse_submission (submitter, client_token, submitted_at)
  where client_token is not null;
create index abuse_submission_list on abuse_submission (submitter, report_id);
create index abuse_submission_correlation on abuse_submission (submitter, correlation_id, report_id)
  where correlation_id is not null;

-- Jobs of many reports wait behind those of one: due jobs are taken by their priority.
update scheduled_tasks set priority = 50 where priority is null;
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time);
