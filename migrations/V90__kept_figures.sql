-- Insights: what is told of each case's day is kept and not counted. One narrow row for each case says what it is
-- counted by; triggers compare it with what it was and add the difference, so that no transaction waits for another's;
-- a job folds the differences into sums by day and by ten days, each for whoever sees the cases.

-- By whose queues and sides something is seen: few, and so named by a number.
create table figure_scope (
  id    int generated always as identity primary key,
  scope text[] not null unique
);
create function figure_scope_of(wanted text[]) returns int language plpgsql as $$
declare
  found int := (select s.id from figure_scope s where s.scope = wanted);
begin
  if found is null then
    insert into figure_scope (scope) values (wanted) on conflict do nothing;
    found := (select s.id from figure_scope s where s.scope = wanted);
  end if;
  return found;
end $$;

-- How one side's part fared with its clocks; seconds as they count by its policy, null where nothing was measured.
create type figure_part as (
  scope               int,
  acknowledge_seconds bigint,
  acknowledge_target  bigint,
  acknowledge_kept    boolean,                       -- null where it runs, or none did
  act_seconds         bigint,
  act_target          bigint,
  act_kept            boolean,
  resolve_seconds     bigint,
  resolve_target      bigint,
  resolve_kept        boolean
);

create table case_figure (
  case_id    uuid primary key references incident_case on delete cascade,
  day        date not null,                          -- on which it was opened, in UTC
  scope      int not null,
  status     text not null,
  side       text not null,
  category   text not null,
  service    text not null,
  account    text,
  severity   text not null,
  outcome    text,
  reports    int not null,
  said       text,                                   -- the side that the engine last read
  sure       double precision,
  routed     boolean,                                -- whether it was sure enough to route by itself
  signal     text,                                   -- what it went by first
  stands     text,                                   -- the side that is in force
  decided_by text,                                   -- the person whose decision is in force
  parts      figure_part[],
  terms      text[] not null                         -- by which lists show the cases behind a figure
);
create index case_figure_terms on case_figure using gin (terms);

-- Who and what the reports of a case came from. A storm's next report reads no other.
create table case_source (
  case_id uuid not null references incident_case on delete cascade,
  kind    text not null,                             -- format, channel, reporter
  key     text not null,
  reports int not null,
  primary key (case_id, kind, key)
);

create table figure_tally (
  kind  text collate "C" not null,
  days  int not null,                                -- how many it sums: 1 or 10
  day   date not null,                               -- the first of them
  key   text collate "C" not null,
  scope int not null,
  n     int not null,
  x     int not null,                             -- what else is summed, by kind: see figure_lines
  y     int not null,
  z     int not null,
  primary key (kind, days, day, key, scope) include (n, x, y, z)
);
create index figure_tally_nothing on figure_tally (day) where n = 0 and x = 0 and y = 0 and z = 0;
create table figure_change (
  kind  text collate "C" not null,
  day   date not null,
  key   text collate "C" not null,
  scope int not null,
  n     int not null,
  x     int not null,
  y     int not null,
  z     int not null
);

-- Four to an octave from a minute on: what lies between two of them differs by less than a fifth.
create function figure_bucket(seconds bigint) returns int language sql immutable parallel safe as $$
  select floor(4 * ln(greatest(seconds, 60)::float8 / 60) / ln(2::float8))::int
$$;
create function figure_band(sure double precision) returns int language sql immutable parallel safe as $$
  select width_bucket(sure, array[0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]::float8[])
$$;

-- What each case is counted by, worked out anew.
create view figure_facts as
  select c.id as case_id, (c.opened_at at time zone 'UTC')::date as day,
    figure_scope_of(array(select distinct s from work_item w,
        lateral (values ('seen:' || w.queue_id || '/' || w.side), ('seen:' || w.side)) v(s)
      where w.case_id = c.id and (w.status <> 'WITHDRAWN' or c.status = 'MERGED') order by s)) as scope,
    c.status, c.responsibility as side, c.category, c.service, c.account_id as account, c.severity, c.outcome,
    c.report_count as reports, e.responsibility as said, e.confidence as sure, e.auto_route as routed, e.signal,
    a.responsibility as stands, case when a.made_by = 'PERSON' then a.actor end as decided_by, p.parts,
    case when c.status = 'MERGED' then '{}' else array(select left(lower(t), 180) from (values
        (case when settled.so then 'settled' end),
        (case when settled.so then 'sure-' || (array['0-40', '40-50', '50-60', '60-70', '70-80', '80-90', '90-95', '95-100'])[1 + figure_band(e.confidence)] end),
        (case when a.made_by = 'PERSON' and e.responsibility is not null then 'decided-by-' || a.actor end),
        (case when a.made_by = 'PERSON' and e.responsibility <> a.responsibility then 'overruled' end),
        (case when a.made_by = 'PERSON' and e.responsibility <> a.responsibility then 'overruled-by-' || a.actor end),
        (case when a.made_by = 'PERSON' and e.responsibility <> a.responsibility then 'signal-' || e.signal end),
        (case when a.made_by = 'PERSON' and (e.responsibility <> a.responsibility or not e.auto_route) then 'moved' end),
        (case when a.made_by = 'PERSON' and (e.responsibility <> a.responsibility or not e.auto_route) then
          'moved-' || case when e.auto_route then e.responsibility else 'unsure' end || '-' || a.responsibility end),
        (case when exists (select from unnest(p.parts) q where not q.acknowledge_kept) then 'late-acknowledge' end),
        (case when exists (select from unnest(p.parts) q where not q.act_kept) then 'late-first-action' end),
        (case when exists (select from unnest(p.parts) q where not q.resolve_kept) then 'late-resolve' end)) all_terms(t)
      where t is not null) end as terms
  from incident_case c
  left join assessment a on a.case_id = c.id and a.in_force
  left join lateral (select last.responsibility, last.confidence, last.auto_route, last.reasons -> 0 ->> 'signal' as signal
      from assessment last where last.case_id = c.id and last.made_by = 'ENGINE' order by last.made_at desc limit 1) e on true
  cross join lateral (select e.responsibility is not null and c.status <> 'MERGED'
      and (a.made_by = 'PERSON' or c.status = 'CLOSED' and c.outcome = 'fixed') as so) settled
  left join lateral (select array_agg(row(
        figure_scope_of(array['seen:' || w.queue_id || '/' || w.side, 'seen:' || w.side]),
        coalesce(t.acknowledge_seconds, greatest(0, extract(epoch from t.acknowledged_at - t.began_at))::bigint), k.acknowledge_target, k.acknowledge_kept,
        coalesce(t.first_action_seconds, greatest(0, extract(epoch from t.first_action_at - t.began_at))::bigint), k.act_target, k.act_kept,
        case when t.resolved_at is not null then coalesce(t.resolve_seconds, greatest(0, extract(epoch from t.resolved_at - t.began_at))::bigint) end,
        k.resolve_target, k.resolve_kept)::figure_part order by w.side) as parts
      from work_item w
      join part_times t on t.case_id = w.case_id and t.side = w.side
      cross join lateral (select
          max(l.target_seconds) filter (where l.measure = 'ACKNOWLEDGE') as acknowledge_target,
          bool_and(l.kept) filter (where l.measure = 'ACKNOWLEDGE') as acknowledge_kept,
          max(l.target_seconds) filter (where l.measure = 'FIRST_ACTION') as act_target,
          bool_and(l.kept) filter (where l.measure = 'FIRST_ACTION') as act_kept,
          max(l.target_seconds) filter (where l.measure = 'RESOLVE') as resolve_target,
          bool_and(l.kept) filter (where l.measure = 'RESOLVE') as resolve_kept
        from (select distinct on (r.measure) r.measure, r.target_seconds,
              case when r.state = 'MET' then true when r.state = 'MISSED' or r.missed_at is not null then false end as kept
            from case_clock r
           where r.case_id = w.case_id and r.side = w.side and r.state <> 'CANCELLED'
             and r.measure in ('ACKNOWLEDGE', 'FIRST_ACTION', 'RESOLVE')
           order by r.measure, r.started_at desc, r.id desc) l) k
     where w.case_id = c.id and w.status <> 'WITHDRAWN') p on true;

create view source_facts as
  select r.case_id, v.kind, left(v.key, 254) as key, count(*)::int as reports
    from case_report r,
      lateral (values ('format', r.format), ('channel', r.channel), ('reporter', lower(r.reporter))) v(kind, key)
   where v.key is not null
   group by 1, 2, 3;

-- What a case adds to the sums. side, category, service, account, severity, outcome: n cases, x reports, y of the cases
-- open. sure (by band): n settled cases, x how sure in thousandths, y right. settled, by category; move; signal. person:
-- n decided, x overruled. late, by severity and measure: cases. Of parts, by severity and measure: time (and bucket),
-- target (and its seconds), clock: n kept, x not.
create function figure_lines(f case_figure)
returns table (kind text, key text, scope int, n bigint, x bigint, y bigint, z bigint) language sql immutable as $$
  select v.kind, v.key, f.scope, 1, f.reports, (f.status = 'OPEN')::int, 0
    from (values ('side', f.side), ('category', f.category), ('service', left(f.service, 180)), ('account', f.account),
      ('severity', f.severity), ('outcome', f.outcome)) v(kind, key)
   where v.key is not null and f.status <> 'MERGED'
  union all
  select v.kind, v.key, f.scope, 1, v.x, v.y, 0
    from (values
      ('sure', figure_band(f.sure)::text, round(f.sure * 1000)::int, (f.said = f.stands)::int, 'settled' = any(f.terms)),
      ('settled', f.category, 0, 0, 'settled' = any(f.terms)),
      ('move', f.category || '|' || case when f.routed then f.said else '' end || '|' || f.stands, 0, 0, 'moved' = any(f.terms)),
      ('signal', f.signal, 0, 0, 'overruled' = any(f.terms)),
      ('person', f.decided_by, (f.said <> f.stands)::int, 0, f.decided_by is not null and f.said is not null and f.status <> 'MERGED'),
      ('late', f.severity || '|ACKNOWLEDGE', 0, 0, 'late-acknowledge' = any(f.terms)),
      ('late', f.severity || '|FIRST_ACTION', 0, 0, 'late-first-action' = any(f.terms)),
      ('late', f.severity || '|RESOLVE', 0, 0, 'late-resolve' = any(f.terms))) v(kind, key, x, y, counts)
   where v.counts and v.key is not null
  union all
  select v.kind, f.severity || '|' || m.measure || v.key, p.scope, v.n, v.x, 0, 0
    from unnest(f.parts) p,
      lateral (values ('ACKNOWLEDGE', p.acknowledge_seconds, p.acknowledge_target, p.acknowledge_kept),
        ('FIRST_ACTION', p.act_seconds, p.act_target, p.act_kept),
        ('RESOLVE', p.resolve_seconds, p.resolve_target, p.resolve_kept)) m(measure, seconds, target, kept),
      lateral (values ('time', '|' || figure_bucket(m.seconds), 1, 0), ('target', '|' || m.target, 1, 0),
        ('clock', case when m.kept is not null then '' end, m.kept::int, (not m.kept)::int)) v(kind, key, n, x)
   where v.key is not null and f.status <> 'MERGED'
$$;
-- format, channel, reporter: n cases, x their reports, y of the cases closed, z closed as false.
create function figure_lines(f case_figure, s case_source)
returns table (kind text, key text, scope int, n bigint, x bigint, y bigint, z bigint) language sql immutable as $$
  select s.kind, s.key, f.scope, 1, s.reports, (f.status = 'CLOSED')::int, (f.status = 'CLOSED' and f.outcome = 'false-report')::int
   where f.status <> 'MERGED'
$$;

create function count_case_figure() returns trigger language plpgsql as $$
declare
  was case_figure;
  is_now case_figure;
begin
  if tg_op <> 'INSERT' then
    was := old;
  end if;
  if tg_op <> 'DELETE' then
    is_now := new;
  end if;
  insert into figure_change (kind, day, key, scope, n, x, y, z)
  select d.kind, d.day, d.key, d.scope, sum(d.n), sum(d.x), sum(d.y), sum(d.z) from (
      select l.kind, was.day, l.key, l.scope, -l.n as n, -l.x as x, -l.y as y, -l.z as z from figure_lines(was) l where was.case_id is not null
      union all select l.kind, is_now.day, l.key, l.scope, l.n, l.x, l.y, l.z from figure_lines(is_now) l where is_now.case_id is not null) d
   group by 1, 2, 3, 4 having sum(d.n) <> 0 or sum(d.x) <> 0 or sum(d.y) <> 0 or sum(d.z) <> 0;
  if (was.day, was.scope, was.status, was.outcome) is distinct from (is_now.day, is_now.scope, is_now.status, is_now.outcome) then
    insert into figure_change (kind, day, key, scope, n, x, y, z)
    select d.kind, d.day, d.key, d.scope, sum(d.n), sum(d.x), sum(d.y), sum(d.z) from (
        select l.kind, was.day, l.key, l.scope, -l.n as n, -l.x as x, -l.y as y, -l.z as z
          from case_source s, figure_lines(was, s) l where s.case_id = was.case_id
        union all select l.kind, is_now.day, l.key, l.scope, l.n, l.x, l.y, l.z
          from case_source s, figure_lines(is_now, s) l where s.case_id = is_now.case_id) d
     group by 1, 2, 3, 4 having sum(d.n) <> 0 or sum(d.x) <> 0 or sum(d.y) <> 0 or sum(d.z) <> 0;
  end if;
  return old;
end $$;
create trigger case_figure_count after insert or update on case_figure
  for each row execute function count_case_figure();
-- Before: with a case that is removed its sources go, too, and what fires after it fires when both are gone.
create trigger case_figure_uncount before delete on case_figure
  for each row execute function count_case_figure();

-- Where the case's own row is not there (yet, or any more), that row counts its sources.
create function count_case_source() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into figure_change (kind, day, key, scope, n, x, y, z)
    select l.kind, f.day, l.key, l.scope, -l.n, -l.x, -l.y, -l.z from case_figure f, figure_lines(f, old) l where f.case_id = old.case_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into figure_change (kind, day, key, scope, n, x, y, z)
    select l.kind, f.day, l.key, l.scope, l.n, l.x, l.y, l.z from case_figure f, figure_lines(f, new) l where f.case_id = new.case_id;
  end if;
  return old;
end $$;
create trigger case_source_count after insert or update on case_source
  for each row execute function count_case_source();
create trigger case_source_uncount before delete on case_source
  for each row execute function count_case_source();

-- Whether this transaction has yet to do something for a case: it changes in many places, and is worked out once, at the
-- end of the transaction.
create function figure_first_time(what text, of uuid) returns boolean language plpgsql as $$
declare
  done text := coalesce(current_setting('demarc.' || what, true), '');
begin
  if position(of::text in done) > 0 then
    return false;
  end if;
  perform set_config('demarc.' || what, done || of, true);
  return true;
end $$;

create function refresh_case_figure(of uuid) returns void language plpgsql as $$
begin
  if not figure_first_time('figures_done', of) then
    return;
  end if;
  -- one after the other, where two transactions change a case in different places: the second sees what the first did
  perform from case_figure where case_id = of for update;
  insert into case_figure as f select * from figure_facts where case_id = of
  on conflict (case_id) do update set day = excluded.day, scope = excluded.scope, status = excluded.status, side = excluded.side,
      category = excluded.category, service = excluded.service, account = excluded.account, severity = excluded.severity,
      outcome = excluded.outcome, reports = excluded.reports, said = excluded.said, sure = excluded.sure, routed = excluded.routed,
      signal = excluded.signal, stands = excluded.stands, decided_by = excluded.decided_by, parts = excluded.parts, terms = excluded.terms
    where f is distinct from excluded;
end $$;

create function case_figure_of_case() returns trigger language plpgsql as $$
begin
  perform refresh_case_figure(new.id);
  return null;
end $$;
create function case_figure_of_row() returns trigger language plpgsql as $$
begin
  perform refresh_case_figure(new.case_id);
  return null;
end $$;
-- A storm's next report changes nothing else.
create function case_figure_of_count() returns trigger language plpgsql as $$
begin
  if position(new.id::text in coalesce(current_setting('demarc.figures_done', true), '')) = 0 then
    update case_figure set reports = new.report_count where case_id = new.id and reports <> new.report_count;
  end if;
  return null;
end $$;
create constraint trigger case_figure_opened after insert on incident_case
  deferrable initially deferred for each row execute function case_figure_of_case();
create constraint trigger case_figure_changed after update on incident_case
  deferrable initially deferred for each row
  when ((old.opened_at, old.status, old.responsibility, old.category, old.service, old.account_id, old.severity, old.outcome)
    is distinct from (new.opened_at, new.status, new.responsibility, new.category, new.service, new.account_id, new.severity, new.outcome))
  execute function case_figure_of_case();
create constraint trigger case_figure_reported after update on incident_case
  deferrable initially deferred for each row when (old.report_count <> new.report_count) execute function case_figure_of_count();
create constraint trigger case_figure_part after insert on work_item
  deferrable initially deferred for each row execute function case_figure_of_row();
create constraint trigger case_figure_part_changed after update on work_item
  deferrable initially deferred for each row when ((old.queue_id, old.status) is distinct from (new.queue_id, new.status))
  execute function case_figure_of_row();
create constraint trigger case_figure_decided after insert or update on assessment
  deferrable initially deferred for each row execute function case_figure_of_row();
create constraint trigger case_figure_times after insert or update on part_times
  deferrable initially deferred for each row execute function case_figure_of_row();
create constraint trigger case_figure_clock after insert on case_clock
  deferrable initially deferred for each row
  when (new.side is not null and new.measure in ('ACKNOWLEDGE', 'FIRST_ACTION', 'RESOLVE')) execute function case_figure_of_row();
create constraint trigger case_figure_clock_changed after update on case_clock
  deferrable initially deferred for each row
  when (new.side is not null and new.measure in ('ACKNOWLEDGE', 'FIRST_ACTION', 'RESOLVE')
    and (old.state, old.missed_at is null, old.target_seconds, old.started_at) is distinct from (new.state, new.missed_at is null, new.target_seconds, new.started_at))
  execute function case_figure_of_row();

-- Sources: counted on one by one as reports are filed, and anew where reports move or go.
create function recount_case_source(of uuid) returns void language plpgsql as $$
begin
  if not figure_first_time('sources_done', of) then
    return;
  end if;
  perform from case_figure where case_id = of for update;
  delete from case_source s where s.case_id = of
    and not exists (select from source_facts f where (f.case_id, f.kind, f.key) = (s.case_id, s.kind, s.key) and f.case_id = of);
  insert into case_source as s select f.* from source_facts f join incident_case c on c.id = f.case_id where f.case_id = of
  on conflict (case_id, kind, key) do update set reports = excluded.reports where s.reports <> excluded.reports;
end $$;
create function case_source_of_report() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform recount_case_source(old.case_id);
    if tg_op = 'UPDATE' then
      perform recount_case_source(new.case_id);
    end if;
  elsif position(new.case_id::text in coalesce(current_setting('demarc.sources_done', true), '')) = 0 then
    perform from case_figure where case_id = new.case_id for update;
    insert into case_source as s (case_id, kind, key, reports)
    select new.case_id, v.kind, left(v.key, 254), 1
      from (values ('format', new.format), ('channel', new.channel), ('reporter', lower(new.reporter))) v(kind, key)
     where v.key is not null
    on conflict (case_id, kind, key) do update set reports = s.reports + 1;
  end if;
  return null;
end $$;
create constraint trigger case_source_filed after insert on case_report
  deferrable initially deferred for each row execute function case_source_of_report();
create constraint trigger case_source_moved after update of case_id, format, channel, reporter on case_report
  deferrable initially deferred for each row execute function case_source_of_report();
create constraint trigger case_source_gone after delete on case_report
  deferrable initially deferred for each row execute function case_source_of_report();

create function fold_figures() returns void language sql as $$
  with taken as (delete from figure_change returning *)
  insert into figure_tally as t (kind, days, day, key, scope, n, x, y, z)
  select c.kind, g.days, g.day, c.key, c.scope, sum(c.n), sum(c.x), sum(c.y), sum(c.z)
    from taken c, lateral (values (1, c.day), (10, c.day - (c.day - date '2000-01-01') % 10)) g(days, day)
   group by 1, 2, 3, 4, 5 having sum(c.n) <> 0 or sum(c.x) <> 0 or sum(c.y) <> 0 or sum(c.z) <> 0
   order by 1, 2, 3, 4, 5
  on conflict (kind, days, day, key, scope) do update
    set n = t.n + excluded.n, x = t.x + excluded.x, y = t.y + excluded.y, z = t.z + excluded.z;
  delete from figure_tally where n = 0 and x = 0 and y = 0 and z = 0;
$$;

-- Everything anew from the cases; nobody may change one meanwhile.
create function rebuild_figures() returns void language plpgsql as $$
begin
  lock table incident_case, case_report, case_figure, case_source in share row exclusive mode;
  truncate figure_tally, figure_change, case_figure, case_source;
  alter table case_figure disable trigger case_figure_count;
  alter table case_source disable trigger case_source_count;
  insert into case_source select * from source_facts;
  insert into case_figure select * from figure_facts;
  alter table case_figure enable trigger case_figure_count;
  alter table case_source enable trigger case_source_count;
  insert into figure_change (kind, day, key, scope, n, x, y, z)
  select l.kind, f.day, l.key, l.scope, l.n, l.x, l.y, l.z from case_figure f, figure_lines(f) l
  union all select l.kind, f.day, l.key, l.scope, l.n, l.x, l.y, l.z from case_figure f join case_source s using (case_id), figure_lines(f, s) l;
  perform fold_figures();
end $$;
-- The triggers above wait for the end of a transaction, and a table whose triggers wait cannot be altered: nothing in
-- this one has changed a case.
select rebuild_figures();

-- A reporter's newest reports, for how quickly they come; what the kept counts replace goes.
create index case_report_quickness on case_report (lower(reporter), received_at desc) include (said_at, case_id)
  where reporter is not null and said_at is not null;
drop index case_report_by_time;
drop index case_for_figures;
