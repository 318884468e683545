-- What an address, a range or a host name belongs to: reports about the one are about the other.
alter table inventory_entry add column resource text;

-- What a case's reports call a subject that only the inventory told of; null where one names it by itself.
alter table case_subject add column named_as text;

-- An instance and a bucket have one subject each, whether a report gives the ARN or the name.
create temporary table renamed on commit drop as
select distinct subject as was,
       regexp_replace(
         regexp_replace(subject, '^(held|arn arn:[^: ]*:ec2:[^: ]*:[^: ]*:instance/) ?(i-[^ ]+)( as [^ ]+)$', 'ec2-instance \2\3'),
         '^arn arn:[^: ]*:s3:[^: ]*::([^/ ]+)[^ ]*( as [^ ]+)$', 's3-bucket \1\2') as now
  from case_subject
 where subject like 'held i-%' or subject like 'arn arn:%:ec2:%:instance/i-%' or subject like 'arn arn:%:s3:%::%';
insert into case_subject (case_id, subject)
select s.case_id, r.now from case_subject s join renamed r on r.was = s.subject and r.now <> r.was
    on conflict do nothing;
update case_report c
   set subjects = c.subjects || array(select r.now from renamed r where r.was = any(c.subjects) and r.now <> r.was)
 where exists (select 1 from renamed r where r.was = any(c.subjects));

-- A storm on the timeline: its joins are counted by the hour.
alter table incident_case
  add column counting_since timestamptz,           -- null while joins are told one by one
  add column joins_counted int not null default 0,
  add column mails_counted int not null default 0;

-- The most telling indicators of a case that has very many.
create index case_indicator_telling on case_indicator (
  case_id, (case role when 'SOURCE' then 1 when 'TARGET' then 2 when 'MENTIONED' then 3 else 4 end),
  reports desc, type, value);

-- What a source says of the state of a matter.
alter table case_report add column said_at timestamptz;  -- by its own clock, where the format tells
alter table incident_case
  add column reply_by timestamptz,                 -- the earliest time by which a source wants an answer
  add column extended_to timestamptz,              -- the later time that a person says was granted
  add column closed_by_source boolean not null default false,
  add column engine_version int not null default 0; -- while it is the version, no person has changed the case

-- Who changed by what reports join, and how; rows are only added. Nothing before: there was no rule of its own;
-- nothing after: it was taken away.
create table correlation_change (
  id           uuid primary key,
  at           timestamptz not null,
  actor        text not null,
  category     text not null,                      -- 'all', or a category's slug
  was_joins    boolean,
  was_hours    int,
  was_subjects text[],
  now_joins    boolean,
  now_hours    int,
  now_subjects text[]
);
