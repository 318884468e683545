-- The roles that people may have, and whose cases people and keys see.

alter table person
  drop constraint person_role_check,
  add constraint person_role check (role in ('administrator', 'lead', 'analyst', 'auditor')),
  add column queues uuid[] check (queues <> '{}'),          -- null for every queue
  add column side   text check (side in ('AWS', 'CUSTOMER')); -- null for both

alter table api_key
  add column queues uuid[] check (queues <> '{}'),
  add column side   text check (side in ('AWS', 'CUSTOMER'));

-- The cases of some queues, for the lists that people see who are limited to these. Of one case, its parts are found by
-- the index that keeps one a side.
create index work_item_of_queue on work_item (queue_id, case_id);
