-- The raw bytes of a report may lie in an object store instead of report_raw.

alter table report
  add column stored_in text not null default 'database' check (stored_in in ('database', 's3'));
