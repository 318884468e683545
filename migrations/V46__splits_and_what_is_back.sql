-- Those of the case that a split took reports out of, as they were, whose reports went.
alter table case_split add column participants jsonb not null default '[]';

-- The closed case that a case follows whose matter is back; null where it was closed itself. Whoever does not see that one
-- is not told.
alter table incident_case add column regressed_from uuid references incident_case on delete set null;
create index case_regressed_from on incident_case (regressed_from) where regressed_from is not null;
