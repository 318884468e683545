-- What finding/fill.sql makes, with what pages show beside it: clocks and their times, decisions of people, storms, mails,
-- the audit log, people and an inventory.
create function pg_temp.u(i uuid, seed int) returns double precision language sql immutable as $$
  select (hashtextextended(i::text, seed) & 4503599627370495) / 4503599627370496.0
$$;
alter table incident_case disable trigger user;
alter table work_item disable trigger user;
alter table assessment disable trigger user;
alter table case_report disable trigger user;
alter table case_entry disable trigger user;
alter table part_times disable trigger user;
alter table case_clock disable trigger user;

insert into person (id, username, name, role, password_hash, created_at)
select gen_random_uuid(), 'person' || n, (array['A. Kim','L. Brandt','S. Ito','M. Okafor','R. Vega','T. Haas','J. Moreau','N. Sato'])[1 + n % 8] || ' ' || n, 'analyst', '-', now()
from generate_series(0, 39) n;
insert into person (id, username, name, role, password_hash, created_at, queues)
select gen_random_uuid(), 'some-queues', 'Lead of some queues', 'lead', password_hash, now(), array['01930000-0000-7000-8000-000000000001', '01930000-0000-7000-8000-000000000003']::uuid[]
from person where username = 'admin';

-- clocks: kept mostly, the more so the less severe
create temporary table part as
select w.case_id, w.side, w.queue_id, w.created_at, c.status, c.severity,
  (case c.severity when 'CRITICAL' then 1800 when 'HIGH' then 3600 when 'MEDIUM' then 14400 else 86400 end)::bigint as ack,
  (case c.severity when 'CRITICAL' then 14400 when 'HIGH' then 86400 when 'MEDIUM' then 259200 else 604800 end)::bigint as done,
  pg_temp.u(w.id, 1) as a, pg_temp.u(w.id, 2) as b, pg_temp.u(w.id, 3) as d
from work_item w join incident_case c on c.id = w.case_id where w.status <> 'WITHDRAWN';
insert into part_times (case_id, side, queue_id, policy, began_at, acknowledged_at, acknowledge_due, acknowledge_seconds, first_action_at,
  first_action_due, first_action_seconds, resolved_at, resolve_due, resolve_seconds)
select case_id, side, queue_id, 'standard', created_at, created_at + ack * 1.2 * a ^ 2 * interval '1 second', created_at + ack * interval '1 second', (ack * 1.2 * a ^ 2)::bigint,
  created_at + ack * (2.4 * b ^ 2 + 0.1) * interval '1 second', created_at + 2 * ack * interval '1 second', (ack * (2.4 * b ^ 2 + 0.1))::bigint,
  case when status = 'CLOSED' then created_at + done * 1.3 * d ^ 2 * interval '1 second' end, created_at + done * interval '1 second',
  case when status = 'CLOSED' then (done * 1.3 * d ^ 2)::bigint end
from part;
insert into case_clock (id, case_id, side, measure, name, policy, policy_version, target_seconds, warn_seconds, state, started_at, due_at, missed_at, stopped_at, stopped_by)
select gen_random_uuid(), case_id, side, m.measure, lower(m.measure), 'standard', 1, m.target, 0,
  case when not m.ended then 'RUNNING' when m.took <= m.target then 'MET' else 'MISSED' end, created_at, created_at + m.target * interval '1 second',
  case when m.took > m.target and m.ended or not m.ended and created_at + m.target * interval '1 second' < now() then created_at + m.target * interval '1 second' end,
  case when m.ended then created_at + m.took * interval '1 second' end, case when m.ended then 'person1' end
from part, lateral (values ('ACKNOWLEDGE', ack, ack * 1.2 * a ^ 2, true), ('FIRST_ACTION', 2 * ack, ack * (2.4 * b ^ 2 + 0.1), true),
  ('RESOLVE', done, done * 1.3 * d ^ 2, status = 'CLOSED')) m(measure, target, took, ended);

-- of open work the next clock is what finding/fill.sql has lists go by
update case_clock k set due_at = c.due_at, missed_at = case when c.due_at < now() then c.due_at end from incident_case c
 where c.id = k.case_id and c.status = 'OPEN' and k.state = 'RUNNING';

-- decisions: the surer the engine, the more seldom it is overruled
update assessment a set confidence = s.sure, auto_route = s.sure >= 0.8,
    reasons = jsonb_build_array(jsonb_build_object('signal', (array['guest-os-words','engine-version','role-of-address','service-names','provider-fault'])[1 + floor(5 * pg_temp.u(a.case_id, 6) ^ 2)::int],
      'evidence', 'the guest OS is infected', 'points', a.responsibility, 'weight', 1.7, 'layer', 'guest-os'))
  from (select id, 0.35 + 0.65 * sqrt(pg_temp.u(case_id, 4)) as sure from assessment where matrix_version = 'bench') s where s.id = a.id;
create temporary table overruled as
select a.id, a.case_id, a.made_at, a.category, a.service, a.responsibility, a.confidence from assessment a
 where a.matrix_version = 'bench' and pg_temp.u(a.case_id, 5) < (1 - a.confidence) * 0.5;
update assessment a set in_force = false from overruled o where o.id = a.id;
insert into assessment (id, case_id, made_at, made_by, actor, in_force, category, service, layers, responsibility, confidence, auto_route, reasons, parts, open_questions, matrix_version, reason)
select gen_random_uuid(), case_id, made_at + interval '1 hour', 'PERSON', 'person' || floor(12 * pg_temp.u(case_id, 7)), true, category, service, array['guest-os'],
  case when pg_temp.u(case_id, 8) < 0.35 then responsibility when responsibility = 'CUSTOMER' then 'SHARED' else 'CUSTOMER' end, 1, true, '[]', '[]', '[]', 'bench', 'the owner says otherwise'
from overruled;
update incident_case c set growing_since = now() - interval '2 hours', growing_from = 1, growing_base_at = now() - interval '1 day'
  where status = 'OPEN' and report_count > 20 and opened_at > now() - interval '20 days';
update incident_case c set regressed_at = now() - interval '2 hours', regressed_after = now() - interval '9 days'
  where status = 'OPEN' and pg_temp.u(id, 9) < 0.01;

-- storms among the newest open cases
create temporary table storm as
select id, (array[1000, 500, 200, 100, 40])[n] as reports, n from (select id, row_number() over (order by opened_at desc) as n from incident_case where status = 'OPEN') o where n <= 5;
insert into report (id, received_at, channel, content_type, size_bytes, digest, submitted_by)
select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - k * 60000), 12, '0') || '7' || lpad(to_hex(n), 3, '0') || '8' || substr(md5(n || ':' || k), 1, 15))::uuid, now() - k * interval '1 minute', 'rest', 'application/json', 100, '\x00', 'storm ' || n || ' ' || k
from storm, generate_series(1, reports) k;
insert into case_report (report_id, case_id, filed_at, received_at, said_at, format, channel, title, reporter)
select r.id, s.id, r.received_at, r.received_at, r.received_at - interval '12 minutes', 'xarf-v4', 'rest', 'Report of the same address', 'feed' || (substr(r.submitted_by, 9))::int % 3 || '@feeds.example'
from storm s join report r on r.submitted_by like 'storm ' || s.n || ' %';
update incident_case c set report_count = report_count + s.reports from storm s where s.id = c.id;
update case_report set said_at = received_at - interval '10 hours' * pg_temp.u(report_id, 11) ^ 4 where said_at is null and pg_temp.u(report_id, 10) < 0.5;

insert into outbox (id, case_id, kind, recipient, subject, body_text, body_html, message_id, status, attempts, created_at, sent_at)
select (lpad(to_hex((extract(epoch from c.opened_at) * 1000)::bigint), 12, '0') || '7000' || '8' || substr(md5(c.id::text), 1, 15))::uuid, c.id, 'work', 'team@demarc.example', 'Work on ' || c.key, 'What has to happen', '<p>What has to happen</p>', 'mail-' || c.key || '@demarc.example',
  (array['SENT','SENT','SENT','SENT','HELD','FAILED','BOUNCED'])[1 + floor(7 * pg_temp.u(c.id, 12) ^ 4)::int], 1, c.opened_at, c.opened_at
from incident_case c;
insert into audit_entry (id, at, kind, actor_kind, actor, subject, address)
select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n::bigint * 60000), 12, '0') || '7000' || '8' || substr(md5(n::text), 1, 15))::uuid, now() - n * interval '1 minute', 'signed-in', 'PERSON', 'person' || n % 40, 'person' || n % 40, '198.51.100.7'
from generate_series(1, 50000) n;
insert into inventory_entry (id, kind, value, range, owner, contact, changed_at, changed_by)
select gen_random_uuid(), 'RANGE', v, v::cidr, 'team-' || n % 200, 'team@demarc.example', now(), 'admin' from generate_series(0, 19999) n, lateral (select '10.' || n / 256 || '.' || n % 256 || '.0/24') r(v)
union all select gen_random_uuid(), 'ACCOUNT', (400000000000 + n * 1237)::text, null, 'team-' || n % 200, 'team@demarc.example', now(), 'admin' from generate_series(0, 2999) n;

insert into filing (report_id, status, attempts, updated_at) select id, 'FILED', 1, received_at from report on conflict do nothing;

-- lists of settings and of reports, as after some years: nobody has one person and two keys
insert into person (id, username, name, email, role, password_hash, created_at, disabled)
select gen_random_uuid(), 'member' || n, (array['Alexandra Papadopoulou-Montgomery','Li Wei','Søren Kjærgaard','Oluwaseun Adeyemi','Ana','Dr. Maximilian Freiherr von Hohenstein'])[1 + n % 6] || ' ' || n, 'member' || n || '@desk.example',
  (array['analyst','analyst','analyst','lead','auditor'])[1 + n % 5], '-', now() - n * interval '9 days', n % 11 = 0 from generate_series(1, 160) n;
insert into queue_member (queue_id, username, position) select ('01930000-0000-7000-8000-00000000000' || 1 + n % 3)::uuid, 'member' || n, n from generate_series(1, 20) n;
insert into api_key (id, name, key_hash, created_at, created_by, revoked_at, scopes, expires_at, last_used_at)
select gen_random_uuid(), (array['feed of ','ticket system ','SIEM forwarder of the network team in Frankfurt, ','export '])[1 + n % 4] || n, sha256(n::text::bytea), now() - n * interval '3 days', 'person' || n % 40,
  case when n % 7 = 0 then now() - interval '2 days' end, case n % 4 when 0 then array['submit'] when 1 then array['read','work'] when 2 then array['submit','read','work','administer'] else array['read'] end,
  case when n % 5 = 0 then now() + (n - 60) * interval '1 day' end, case when n % 3 > 0 then now() - n * interval '1 hour' end from generate_series(1, 150) n;
insert into reply_template (slug, title, language, body, position, changed_at, changed_by)
select 'kind-' || n, (array['Received','More is needed for a case of credential stuffing','Not ours','Fixed','Closed as a duplicate of a matter that we know'])[1 + n % 5] || ' ' || n, (array['en','de','fr','ja','pt-BR'])[1 + n % 5],
  E'Hello,\n\nthank you for your report "{report}". ' || repeat('We look into it and write again. ', n % 9), 10 + n, now() - n * interval '1 day', 'person' || n % 40 from generate_series(1, 140) n;
insert into filing (report_id, status, format, set_aside, attempts, updated_at)
select id, 'FILED', (array['mail','arf','xarf-v4'])[1 + n % 3], (array['It is statistics: dmarc aggregate report of example.org for 2026-11-20','It answers nothing that was asked','The finding is over: it was archived at its source, and no case is open about arn:aws:ec2:eu-west-1:400000000000:instance/i-0123456789abcdef0','An automatic answer'])[1 + n % 4], 1, now() - n * interval '20 minutes'
from (select id, row_number() over (order by id desc) as n from report where submitted_by = 'bench') r where n <= 400
on conflict (report_id) do update set set_aside = excluded.set_aside, format = excluded.format, updated_at = excluded.updated_at;
insert into report (id, received_at, channel, content_type, size_bytes, digest, submitted_by)
select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n * 780000), 12, '0') || '70018' || substr(md5('waits ' || n), 1, 15))::uuid, now() - n * interval '13 minutes', 'rest', 'application/json', 100, '\x00', 'waits ' || n from generate_series(1, 300) n;
insert into filing (report_id, status, attempts, updated_at) select id, 'FILED', 1, received_at from report where submitted_by like 'waits %' on conflict do nothing;
insert into waiting_report (report_id, category, title, reporter, wanted, subjects, at)
select id, (array['port-scan','spam','intrusion-attempt'])[1 + n % 3], (array['Port scan from 10.0.7.','Spam of 2026-11-20 about a pharmacy, sent through 10.0.8.','Failed sign-ins for root and admin within fifteen minutes from 10.0.9.'])[1 + n % 3] || n % 250, 'feed' || n % 30 || '@a-rather-long-organisation-name.example', 2 + n % 9, array['10.0.7.' || n % 250], now() - n * interval '13 minutes'
from (select id, substr(submitted_by, 7)::int as n from report where submitted_by like 'waits %') r;
insert into queue_member (queue_id, username, position) select '01930000-0000-7000-8000-000000000003', 'person' || n, 40 + n from generate_series(0, 5) n on conflict do nothing;
update queue set rota_hours = 168, rota_since = now() - interval '30 days', rota_zone = 'Europe/Berlin' where id = '01930000-0000-7000-8000-000000000001';

alter table incident_case enable trigger user;
alter table work_item enable trigger user;
alter table assessment enable trigger user;
alter table case_report enable trigger user;
alter table case_entry enable trigger user;
alter table part_times enable trigger user;
alter table case_clock enable trigger user;
-- what is kept for lists, of what changed above
update case_entry e set filed = f.filed, terms = b.terms || f.filed, scope = b.scope
  from incident_case c, lateral case_entry_base(c.id) b,
    lateral (select array(select distinct t from case_report r, lateral (values ('format:' || r.format), ('channel:' || r.channel)) v(t) where r.case_id = c.id order by t) as filed) f
 where c.id = e.case_id and (e.terms @> '{}' ) and e.terms is distinct from b.terms || f.filed;
select fold_case_tally();
select rebuild_figures();
drop table part, overruled, storm;
