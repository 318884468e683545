-- What a thing is in the reports that name it, and what that rests on; null for what was kept before.
alter table case_subject
  add column role text,
  add column basis text,
  add column strong boolean not null default false; -- an address or resource that is said to be part of it

update case_subject set strong = true
 where subject ~ '^(held [^ ]+ )?(ipv4|ipv6|arn|ec2-instance|s3-bucket|access-key) ';

create index case_subject_strong on case_subject (case_id) where strong;

-- Cases that name the same weak thing (a site, a domain) and each an address or resource of its own.
create table related_case (
  case_id  uuid not null references incident_case on delete cascade,
  other_id uuid not null references incident_case on delete cascade,
  because  text not null,
  at       timestamptz not null,
  primary key (case_id, other_id)
);
create index related_case_other on related_case (other_id);

-- What recurs in a sender's reports whatever they are about is the sender's own.
create table sender_thing (
  sender     text not null,             -- the address that the mails are from
  type       text not null,
  value      text not null,
  reports    int not null default 0,    -- of this sender that name it
  abouts     text[] not null,           -- different things that these were about, some of them
  own        boolean,                   -- what a person said; null while nobody did
  said_by    text,
  said_at    timestamptz,
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  primary key (sender, type, value)
);
