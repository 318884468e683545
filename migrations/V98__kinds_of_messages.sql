-- What a message does: a report, a notice, a question, a denial, or nothing stated. Null on what was decided before.
alter table assessment
  add column kind text check (kind in ('report', 'notice', 'question', 'denial', 'nothing'));
