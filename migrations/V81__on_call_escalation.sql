-- Escalation goes along the order of a queue: who was called for a clock is not called twice.
alter table case_clock add column called text[] not null default '{}';

-- The delivered policies that nobody changed call the next who is there, before and beside the lead.
update clock_policy
   set definition = jsonb_set(definition, '{escalation}',
         '[{"after": null, "to": ["assignee", "queue", "on-call"]}, {"after": "PT1H", "to": ["on-call", "lead"]}]')
 where version = 1 and changed_by = 'Demarc'
   and definition -> 'escalation' = '[{"after": null, "to": ["assignee", "queue"]}, {"after": "PT1H", "to": ["lead"]}]';
