-- greatest() passes over null: what nobody had acknowledged, begun or resolved counted as done within a minute, and drew
-- every median of the clocks towards it. What has not happened has no time.
create or replace function figure_bucket(seconds bigint) returns int language sql immutable strict parallel safe as $$
  select floor(4 * ln(greatest(seconds, 60)::float8 / 60) / ln(2::float8))::int
$$;

create or replace view figure_facts as
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
        case when t.acknowledged_at is not null then coalesce(t.acknowledge_seconds, greatest(0, extract(epoch from t.acknowledged_at - t.began_at))::bigint) end, k.acknowledge_target, k.acknowledge_kept,
        case when t.first_action_at is not null then coalesce(t.first_action_seconds, greatest(0, extract(epoch from t.first_action_at - t.began_at))::bigint) end, k.act_target, k.act_kept,
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

select rebuild_figures();
