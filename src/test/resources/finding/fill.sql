-- A desk of some years, made up: so many cases as the setting finding.cases says, with reports, parts, indicators, notes.
-- The triggers rest meanwhile; what they keep is filled in afterwards, as the migration does.
create function pg_temp.u(i bigint, seed int) returns double precision language sql immutable as $$
  select (hashint8extended(i, seed) & 4503599627370495) / 4503599627370496.0
$$;
create function pg_temp.id(i bigint, seed int) returns uuid language sql immutable as $$
  -- as UUIDv7: sorts by time
  select (lpad(to_hex(1700000000000 + i * 300000), 12, '0') || '7' || substr(md5(i || ':' || seed), 1, 3) || '8' || substr(md5(seed || ':' || i), 1, 15))::uuid
$$;
create function pg_temp.ip(n bigint) returns text language sql immutable as $$
  select '10.' || n / 65536 % 256 || '.' || n / 256 % 256 || '.' || n % 256
$$;
create function pg_temp.word(n bigint) returns text language sql immutable as $$
  select chr(97 + (n % 19)::int) || chr(97 + (n / 19 % 21)::int) || chr(97 + (n / 399 % 23)::int) || chr(97 + (n / 9177 % 26)::int) || n % 7
$$;
alter table incident_case disable trigger user;
alter table work_item disable trigger user;
alter table assessment disable trigger user;
alter table case_report disable trigger user;
alter table timeline_entry disable trigger user;
alter table case_entry disable trigger user;

create temporary table made as
select i, pg_temp.id(i, 1) as id, 'DM-' || 2024 + i * 3 / current_setting('finding.cases')::bigint || '-' || lpad(i::text, 6, '0') as key,
  now() - (current_setting('finding.cases')::bigint - i) * (coalesce(nullif(current_setting('finding.days', true), ''), '1094') || ' days')::interval / current_setting('finding.cases')::bigint as opened_at,
  case when pg_temp.u(i, 2) < 0.02 then 'MERGED' when pg_temp.u(i, 2) < 0.1 or i > current_setting('finding.cases')::bigint * 0.98 then 'OPEN' else 'CLOSED' end as status,
  (array['port-scan','spam','phishing','intrusion-attempt','malware','copyright','denial-of-service','misconfiguration','vulnerability','botnet','data-exposure','credential-exposure','open-proxy','compromised-resource','service-fault','fraud','other','child-abuse'])[1 + floor(18 * pg_temp.u(i, 3) ^ 2.5)::int] as category,
  (array['EC2','S3','SES','Lambda','RDS','unknown','EKS','CloudFront','IAM','ECS on Fargate','EBS','Route 53','WorkSpaces','Lightsail'])[1 + floor(14 * pg_temp.u(i, 4) ^ 2.5)::int] as service,
  (array['CUSTOMER','CUSTOMER','CUSTOMER','AWS','SHARED'])[1 + floor(5 * pg_temp.u(i, 5))::int] as side,
  (array['LOW','MEDIUM','MEDIUM','HIGH','CRITICAL'])[1 + floor(5 * pg_temp.u(i, 6) ^ 1.5)::int] as severity,
  (400000000000 + floor(3000 * pg_temp.u(i, 7) ^ 3)::bigint * 1237)::text as account,
  'team-' || floor(200 * pg_temp.u(i, 8) ^ 2) as owner,
  1 + floor(60 * pg_temp.u(i, 9) ^ 12)::int as reports,
  floor(60000 * pg_temp.u(i, 10) ^ 2)::bigint as address,
  floor(40000 * pg_temp.u(i, 11) ^ 2)::bigint as host,
  (select string_agg(pg_temp.word(floor(15000 * pg_temp.u(i * 32 + k, 12) ^ 4)::bigint), ' ') from generate_series(1, 20) k)
    || case when pg_temp.u(i, 13) < 0.05 then ' 服务器' || chr(19968 + (i % 3000)::int) || chr(20000 + (i % 1777)::int) || '被入侵并发送垃圾邮件' else '' end as words
from generate_series(1, current_setting('finding.cases')::bigint) i;

insert into incident_case (id, key, title, status, category, service, layers, responsibility, confidence, severity, account_id, region,
  opened_at, updated_at, last_report_at, closed_at, outcome, report_count, due_at, version, sample, excerpt, owner, work_status)
select id, key, initcap(replace(category, '-', ' ')) || ' from ' || pg_temp.ip(address), status, category, service, array['guest-os'], side,
  0.4 + 0.6 * pg_temp.u(i, 14), severity, account, 'eu-west-1', opened_at,
  least(opened_at + interval '40 days' * pg_temp.u(i, 15), now()), opened_at,
  case when status <> 'OPEN' then least(opened_at + interval '30 days' * pg_temp.u(i, 15), now()) end,
  case when status = 'CLOSED' then (array['fixed','fixed','no-action','false-report','duplicate','not-ours'])[1 + floor(6 * pg_temp.u(i, 16))::int] end,
  reports, case when status = 'OPEN' then now() + interval '20 days' * (pg_temp.u(i, 17) - 0.2) end, 1, false, left(words, 2000), owner, case status when 'OPEN' then 'NEW' when 'CLOSED' then 'CLOSED' else 'WITHDRAWN' end
from made;
insert into assessment (id, case_id, made_at, made_by, actor, in_force, category, service, layers, responsibility, confidence, auto_route, reasons, parts, open_questions, matrix_version)
select pg_temp.id(i, 2), id, opened_at, 'ENGINE', 'Engine', true, category, service, array['guest-os'], side, 0.9, pg_temp.u(i, 18) > 0.12, '[]', '[]', '[]', 'bench' from made;
insert into work_item (id, case_id, side, queue_id, rule, task, status, assignee, created_at, due_at)
select pg_temp.id(i, case s.side when 'AWS' then 3 else 4 end), id, s.side, ('01930000-0000-7000-8000-00000000000' || case when pg_temp.u(i, 18) <= 0.12 then 3 when s.side = 'AWS' then 2 else 1 end)::uuid,
  'a rule', 'a task', case m.status when 'OPEN' then (array['NEW','NEW','IN_PROGRESS','IN_PROGRESS'])[1 + floor(4 * pg_temp.u(i, 19))::int] when 'CLOSED' then current_setting('finding.done') else 'WITHDRAWN' end,
  case when pg_temp.u(i, 20) > 0.3 then 'person' || floor(40 * pg_temp.u(i, 21) ^ 2) end, opened_at, opened_at + interval '1 day'
from made m, lateral (select unnest(case m.side when 'SHARED' then array['AWS','CUSTOMER'] else array[m.side] end) as side) s;
insert into report (id, received_at, channel, content_type, size_bytes, digest, submitted_by)
select pg_temp.id(i * 64 + k, 5), opened_at, 'rest', 'application/json', 100, '\x00', 'bench' from made, generate_series(1, least(reports, 20)) k;
insert into case_report (report_id, case_id, filed_at, received_at, format, channel, title, reporter)
select pg_temp.id(i * 64 + k, 5), id, opened_at, opened_at,
  (array['demarc','mail','xarf-v4','arf','guardduty','aws-notice'])[1 + floor(6 * pg_temp.u(i, 22) ^ 2)::int], (array['rest','smtp','imap'])[1 + floor(3 * pg_temp.u(i, 23))::int],
  'a report', case when pg_temp.u(i + k, 24) > 0.2 then 'reporter' || floor(4000 * pg_temp.u(i + k, 25) ^ 3) || '@org' || floor(600 * pg_temp.u(i + k, 25) ^ 3) || '.example' end
from made, generate_series(1, least(reports, 20)) k;
insert into case_indicator (case_id, type, value, role, reports)
select id, 'ipv4', pg_temp.ip(address), 'SOURCE', reports from made
union all select id, 'ipv4', pg_temp.ip(100000 + i % 90000), 'TARGET', 1 from made
union all select id, 'domain', pg_temp.word(host) || '.site' || host % 900 || '.com', 'SOURCE', 1 from made where i % 3 = 0
union all select id, 'url', 'https://' || pg_temp.word(host) || '.site' || host % 900 || '.com/' || i % 100, 'SOURCE', 1 from made where i % 3 = 0
union all select id, 'aws-account', account, 'MENTIONED', 1 from made
union all select id, 'range', '10.' || address / 65536 % 256 || '.' || address / 256 % 256 || '.0/24', 'SOURCE', 1 from made where i % 50 = 0
union all select id, 'arn', 'arn:aws:ec2:eu-west-1:' || account || ':instance/i-' || lpad(to_hex(i), 17, '0'), 'RESOURCE', 1 from made where i % 5 = 0;
insert into timeline_entry (id, case_id, at, kind, actor, summary, body, visibility, position, hash)
select pg_temp.id(i, 6), id, opened_at, 'note', 'person1', 'wrote a note', 'called the team about ' || pg_temp.word(floor(15000 * pg_temp.u(i, 26))::bigint), 'INTERNAL', 1, '\x00' from made where i % 4 = 0;
-- chained as the trigger does: what is added later goes on from there
update timeline_entry e set hash = sha256(timeline_bytes(e)) from made m where m.id = e.case_id;
insert into timeline_head (case_id, position, hash) select e.case_id, e.position, e.hash from timeline_entry e join made m on m.id = e.case_id;

insert into search_text (id, case_id, words)
select c.id, c.id, search_vector(c.key || ' ' || c.title || ' ' || c.service || ' ' || replace(c.category, '-', ' ') || ' ' || c.account_id || ' ' || c.owner || ' ' || c.region) from incident_case c join made m using (id);
insert into search_text (id, case_id, words) select pg_temp.id(i * 64 + k, 5), id, search_vector(case when k = 1 then words else split_part(words, ' ', k) end) from made, generate_series(1, least(reports, 20)) k;
insert into search_text (id, case_id, words) select pg_temp.id(i, 6), id, search_vector('called the team about ' || pg_temp.word(floor(15000 * pg_temp.u(i, 26))::bigint)) from made where i % 4 = 0;
insert into case_entry (case_id, number, status, opened_at, due_at, scope, filed, terms)
select m.id, b.number, b.status, b.opened_at, b.due_at, b.scope, f.filed, b.terms || f.filed
  from made m, lateral case_entry_base(m.id) b,
    lateral (select array(select distinct t from case_report r, lateral (values ('format:' || r.format), ('channel:' || r.channel)) v(t) where r.case_id = m.id order by t) as filed) f;
insert into case_last_change (case_id, xid, at) select id, pg_current_xact_id(), now() from made;
insert into case_tally as t (term, scope, n)
select u, e.scope, count(*) from case_entry e join made m on m.id = e.case_id, lateral unnest(case_entry_counted(e)) u group by 1, 2
on conflict (term, scope) do update set n = t.n + excluded.n;

alter table incident_case enable trigger user;
alter table work_item enable trigger user;
alter table assessment enable trigger user;
alter table case_report enable trigger user;
alter table timeline_entry enable trigger user;
alter table case_entry enable trigger user;
drop table made;
select rebuild_figures() where coalesce(current_setting('finding.figures', true), '') <> 'later';
