-- How far a part has come, in more steps; on whom a part waits, and until when it does; how far a case has come by its
-- parts.

alter table work_item
  drop constraint work_item_status_check,
  add column waiting_on    text check (waiting_on in ('AWS', 'CUSTOMER', 'REPORTER', 'THIRD_PARTY', 'NOBODY')),
  add column waiting_until timestamptz;
update work_item w
set status = case when c.status = 'OPEN' then 'RESOLVED' else 'CLOSED' end
from incident_case c
where c.id = w.case_id and w.status = 'DONE';
update work_item set waiting_on = 'NOBODY', waiting_until = now() + interval '7 days' where status = 'WAITING';
alter table work_item
  add constraint work_item_status_check check (status in
    ('NEW', 'TRIAGED', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED', 'REOPENED', 'WITHDRAWN')),
  add constraint work_item_waits check ((status = 'WAITING') = (waiting_on is not null)
    and (status = 'WAITING') = (waiting_until is not null));

drop index work_item_in_queue;
drop index work_item_of_assignee;
create index work_item_in_queue on work_item (queue_id, case_id)
  where status in ('NEW', 'TRIAGED', 'IN_PROGRESS', 'WAITING', 'REOPENED');
create index work_item_of_assignee on work_item (assignee, case_id)
  where status in ('NEW', 'TRIAGED', 'IN_PROGRESS', 'WAITING', 'REOPENED');

alter table incident_case
  add column work_status text check (work_status in
    ('NEW', 'TRIAGED', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED', 'REOPENED', 'WITHDRAWN'));
-- as CaseProgress says it: the furthest open part that does not wait, else waiting, else what is done
update incident_case c set work_status = coalesce((
  select case
      when bool_or(w.status = 'IN_PROGRESS') then 'IN_PROGRESS'
      when bool_or(w.status = 'NEW') then 'NEW'
      when bool_or(w.status = 'WAITING') then 'WAITING'
      when bool_or(w.status = 'RESOLVED') then 'RESOLVED'
      when bool_or(w.status = 'CLOSED') then 'CLOSED'
      else 'WITHDRAWN' end
  from work_item w where w.case_id = c.id), 'WITHDRAWN');
alter table incident_case alter column work_status set not null;

-- A part that waits comes back by a job of its own.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
select 'end-wait', id::text, waiting_until, false, 1 from work_item where status = 'WAITING';
