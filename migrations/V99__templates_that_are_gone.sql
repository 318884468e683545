-- Whether the timeline says that the text which a rule gave a part for its reply is not to be had.
alter table work_route add column template_missed boolean not null default false;
