-- Lists in the order of changes that are narrowed by when cases were opened read nothing but the index.
drop index case_by_change;
create index case_by_change on incident_case (status, updated_at desc, id desc) include (opened_at);
drop index case_by_change_of_all;
create index case_by_change_of_all on incident_case (updated_at desc, id desc) include (opened_at, status);
