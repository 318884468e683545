-- Who takes part in a case by mail: everybody who reported, and whether they proved to be who they say.
create table participant (
  case_id      uuid not null references incident_case on delete cascade,
  compared     text not null,                      -- the address in lower case, its domain in ASCII
  address      text not null,
  proof        text check (proof in ('TOKEN', 'AUTHENTICATION', 'KEY', 'PERSON')), -- null: a claim
  by_subject   boolean not null,                   -- is here only because a report of theirs is about the same: takes no part, proved or not
  because      text not null,                      -- how they came to be on the case, for people
  since        timestamptz not null,
  reply_to     text,                               -- where they ask for answers instead; shown, never written to
  report_id    uuid references report on delete set null, -- the report of theirs that a note answers
  acknowledged boolean not null default false,
  primary key (case_id, compared)
);
create index participant_proved on participant (compared) where proof is not null;

-- A mail that names a case and a participant, and proves neither: kept for people to look at.
alter table case_report add column sender_unproved boolean not null default false;
create index case_report_unproved on case_report (case_id) where sender_unproved;

-- Whether the timeline tells that acknowledgements were not sent for their number.
alter table incident_case add column mails_limited boolean not null default false;

-- How many acknowledgements went out in a day (UTC), by mailbox, by domain and in all.
create table mail_count (
  day     date not null,
  counted text not null,
  mails   int not null,
  primary key (day, counted)
);

-- Nobody has proved anything yet; who was acknowledged is not acknowledged again.
insert into participant (case_id, compared, address, by_subject, because, since, report_id, acknowledged)
select distinct on (r.case_id, lower(r.reporter)) r.case_id, lower(r.reporter), r.reporter,
       not exists (select 1 from case_report o where o.case_id = r.case_id and lower(o.reporter) = lower(r.reporter) and o.joined_because is null),
       'reported before senders had to prove who they are', r.received_at, r.report_id,
       exists (select 1 from outbox o where o.case_id = r.case_id and o.kind = 'acknowledgement' and lower(o.recipient) = lower(r.reporter))
  from case_report r
 where r.reporter is not null
 order by r.case_id, lower(r.reporter), r.report_id desc;
