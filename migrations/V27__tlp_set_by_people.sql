-- What the reports of a case are labelled stays known where a person sets another label (incident_case.tlp is in force).

alter table incident_case
  add column tlp_stated text check (tlp_stated in ('CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'));
update incident_case set tlp_stated = tlp;
