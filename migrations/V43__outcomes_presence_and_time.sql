-- How cases end, by the desk's own table; who looks at a case; how long people worked on one.

create table outcome (
  slug           text primary key check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name           text not null,
  position       int not null,
  own            boolean not null,               -- the desk's; the others cannot be removed
  offered        boolean not null default true,
  tells_reporter boolean not null,
  words          text not null                   -- what those who reported read where they are told
);
create table outcome_reason (
  outcome  text not null references outcome on delete cascade,
  slug     text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name     text not null,
  words    text not null,                        -- goes where the outcome's words have {reason}
  position int not null,
  primary key (outcome, slug)
);

insert into outcome (slug, name, position, own, tells_reporter, words) values
  ('fixed', 'Fixed', 1, false, true,
   E'Thank you for your report. What you reported in {case} has been dealt with.\n\nIf it goes on, answer this mail with what you see, with times and their time zone.'),
  ('accepted', 'Accepted as it is', 2, false, false,
   E'Thank you for your report. We looked into {case}, know of the risk, and leave it as it is.'),
  ('not-reproducible', 'Not reproducible', 3, false, true,
   E'Thank you for your report. We looked into {case} and could not see what you describe; it may have ended.\n\nIf you still see it, answer this mail with log lines or headers, times and their time zone.'),
  ('false-report', 'False report', 4, false, true,
   E'Thank you for your report. We looked into {case} and see no abuse in it: {reason}.\n\nIf we are mistaken, answer this mail and say what we missed.'),
  ('duplicate', 'Duplicate', 5, false, false,
   E'Thank you for your report. What {case} is about is being worked on already.'),
  ('not-ours', 'Not ours', 6, false, true,
   E'Thank you for your report. We can do nothing about {case}: {reason}.\n\nIf we are mistaken, answer this mail and say how it is connected with us.'),
  ('no-action', 'No action needed', 7, false, false,
   E'Thank you for your report. We looked into {case}, and nothing needs to be done.');
insert into outcome_reason (outcome, slug, name, words, position) values
  ('not-ours', 'not-our-address', 'The address or name is not one of ours',
   'the address or name that you reported is not one of ours', 1),
  ('not-ours', 'not-ours-then', 'It was not ours at that time', 'it was not ours at the time that you name', 2),
  ('not-ours', 'hosted-elsewhere', 'It is hosted by somebody else', 'it is hosted by another provider', 3),
  ('not-ours', 'forged', 'The sender or source is forged', 'the sender or source that you see is forged', 4),
  ('not-ours', 'not-for-us-to-decide', 'It is a dispute that we do not decide',
   'it is a dispute that is not for us to decide', 5),
  ('false-report', 'no-evidence', 'It has no evidence that can be checked',
   'it has no evidence that we could check', 1),
  ('false-report', 'allowed', 'What it describes is allowed', 'what it describes is allowed', 2),
  ('false-report', 'misread', 'The log or header was misread',
   'the log or the header that you send says something else', 3),
  ('false-report', 'ordinary-traffic', 'An automaton reported ordinary traffic',
   'the traffic that it describes is ordinary', 4),
  ('false-report', 'a-test', 'It was a test', 'it was a test', 5);

update incident_case set outcome = case outcome
    when 'RESOLVED' then 'fixed'
    when 'NO_ACTION_NEEDED' then 'no-action'
    when 'FALSE_POSITIVE' then 'false-report'
    when 'HANDED_OVER' then 'not-ours'
    else lower(replace(outcome, '_', '-')) end
where outcome is not null;
alter table incident_case
  add constraint incident_case_outcome_fkey foreign key (outcome) references outcome,
  add column outcome_reason text;
create index incident_case_outcome on incident_case (outcome) where outcome is not null;

-- What somebody did last to several cases at once.
create index case_change_of_actor on case_change (actor, id) where batch is not null;

-- Lost with a crash, which is as it should be: nobody looks then.
create unlogged table presence (
  case_id  uuid not null references incident_case on delete cascade,
  username text not null,
  name     text not null,
  seen_at  timestamptz not null,
  typed_at timestamptz,
  primary key (case_id, username)
);
create index presence_age on presence (seen_at);

create table time_spent (
  id       uuid primary key,
  case_id  uuid not null references incident_case on delete cascade,
  username text not null,
  at       timestamptz not null,
  minutes  int not null check (minutes between 1 and 1440),
  what     text
);
create index time_spent_on_case on time_spent (case_id, id);
