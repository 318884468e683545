-- Which reports join which case, for the categories that differ from the rule for all.
create table correlation_rule (
  category     text primary key,                   -- 'all', or a category's slug
  joins        boolean not null,                   -- false: every report opens a case of its own
  window_hours int not null check (window_hours between 1 and 8760),
  subjects     text[] not null,                    -- the kinds of subject that count
  changed_at   timestamptz not null,
  changed_by   text not null
);

-- What each report is about, so that a case can be split again.
alter table case_report add column subjects text[] not null default '{}';
