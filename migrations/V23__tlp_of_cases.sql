-- How far what was reported may be shared (Traffic Light Protocol 2.0): the strictest label of a case's reports.

alter table incident_case
  add column tlp text check (tlp in ('CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED')); -- null where none has a label
