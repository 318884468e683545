-- The roles that people may have, and whose cases people and keys see.

alter table person
  drop constraint person_role_check,
  add constraint person_role check (role in ('administrator', 'lead', 'analyst', 'auditor')),
  add column queues uuid[] check (queues <> '{}'),          -- null for every queue
  add column side   text check (side in ('AWS', 'CUSTOMER')); -- null for both

alter table api_key
  add column queues uuid[] check (queues <> '{}'),
  add column side   text check (side in ('AWS', 'CUSTOMER'));

-- Whether a case has work in one of some queues: asked of each row of each list that a restricted person sees.
create index work_item_of_case on work_item (case_id, queue_id);
