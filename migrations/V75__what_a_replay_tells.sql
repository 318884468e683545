-- A replay also tells what is no longer routed by itself, and who gets the work.
alter table replay
  add column no_longer_routed int not null default 0,
  add column newly_routed     int not null default 0,
  add column queues_before    jsonb not null default '{}', -- by queue name: parts of work
  add column queues_after     jsonb not null default '{}';

-- Cases of one service, for the cells of the responsibility matrix.
create index case_of_service on incident_case (service, opened_at);
