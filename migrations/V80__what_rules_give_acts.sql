-- What routing rules give acts: a clock policy for the queue that it was given for, a priority in lists, texts that are
-- suggested first.
alter table work_route
  add column queue_id uuid references queue on delete set null, -- the one it was routed to: a part that people moved has left what was given for it
  add column playbook_missed boolean not null default false; -- whether the timeline says that its playbook is not to be had
update work_route r set queue_id = w.queue_id from work_item w where w.id = r.work_item_id;
create index work_route_queue on work_route (queue_id);  -- a queue that has work is found before it is removed

-- 0 urgent, 1 high, 2 normal, 3 low: the highest that the rules gave to any part.
alter table case_entry add column rank smallint not null default 2;
create index case_entry_rank on case_entry (status, rank, due_at, case_id);
create index case_entry_rank_of_all on case_entry (rank, due_at, case_id);

create function case_rank(of uuid) returns smallint language sql stable as $$
  select coalesce(min(case r.priority when 'URGENT' then 0 when 'HIGH' then 1 when 'NORMAL' then 2 when 'LOW' then 3 end), 2)::smallint
    from work_item w join work_route r on r.work_item_id = w.id
   where w.case_id = of and w.status <> 'WITHDRAWN'
$$;

-- As before, with the priority; what is normal has no term of its own.
create or replace function case_entry_base(of uuid) returns table (status text, opened_at timestamptz, due_at timestamptz, number bigint, scope text[], terms text[])
language sql stable as $$
  with parts as (
    select w.queue_id, w.side, w.status, w.assignee from work_item w where w.case_id = of
  ), seen as (
    select array(select distinct s from parts p, incident_case c,
        lateral (values ('seen:' || p.queue_id || '/' || p.side), ('seen:' || p.side)) v(s)
      where c.id = of and (p.status <> 'WITHDRAWN' or c.status = 'MERGED') order by s) as scope
  )
  select c.status, c.opened_at,
    case when c.status = 'OPEN' then coalesce(c.due_at, 'infinity') else 'infinity' end,
    split_part(c.key, '-', 3)::bigint, seen.scope,
    seen.scope || array(select distinct left(t, 200) from (
      select unnest(array[
        'status:' || lower(c.status),
        'side:' || lower(c.responsibility),
        'category:' || c.category,
        'service:' || lower(c.service),
        'severity:' || lower(c.severity),
        'account:' || c.account_id,
        'region:' || c.region,
        'owner:' || lower(c.owner),
        'tlp:' || lower(replace(c.tlp, '_', '-')),
        'outcome:' || lower(replace(c.outcome, '_', '-')),
        case when c.sample then 'is:sample' end,
        case when exists (select from assessment a where a.case_id = c.id and a.in_force and not a.auto_route) then 'is:unsure' end,
        case when exists (select from assessment a where a.case_id = c.id and a.in_force and a.made_by = 'PERSON') then 'is:decided' end,
        case when c.owner is null then 'is:unowned' end,
        case when c.regressed_at is not null then 'is:regressed' end,
        case when c.growing_since is not null then 'is:growing' end,
        case when c.snoozed_at is not null then 'is:snoozed' end,
        case case_rank(c.id) when 0 then 'priority:urgent' when 1 then 'priority:high' when 3 then 'priority:low' end
      ]) as t
      union all select 'layer:' || l from unnest(c.layers) l
      union all select 'queue:' || p.queue_id from parts p where p.status <> 'WITHDRAWN'
      union all select 'assignee:' || p.assignee from parts p where p.status <> 'WITHDRAWN' and p.assignee is not null
      union all select 'is:unassigned' from parts p where p.assignee is null and p.status not in ('DONE', 'RESOLVED', 'CLOSED', 'WITHDRAWN')
      union all select 'work:' || lower(replace(p.status, '_', '-')) from parts p where p.status <> 'WITHDRAWN'
    ) all_terms where t is not null)
  from incident_case c, seen where c.id = of
$$;

create or replace function refresh_case_entry(of uuid) returns void language plpgsql as $$
begin
  insert into case_entry as e (case_id, number, status, opened_at, due_at, scope, rank, terms)
  select of, b.number, b.status, b.opened_at, b.due_at, b.scope, case_rank(of), b.terms from case_entry_base(of) b
  on conflict (case_id) do update set status = excluded.status, opened_at = excluded.opened_at, due_at = excluded.due_at,
      scope = excluded.scope, rank = excluded.rank,
      terms = excluded.terms || e.filed || case when e.answered and e.status <> 'MERGED' then array['is:answered'] else '{}' end
    where (e.status, e.opened_at, e.due_at, e.scope, e.rank) is distinct from (excluded.status, excluded.opened_at, excluded.due_at, excluded.scope, excluded.rank)
      or e.terms is distinct from excluded.terms || e.filed || case when e.answered and e.status <> 'MERGED' then array['is:answered'] else '{}' end;
end $$;

create function case_entry_of_route() returns trigger language plpgsql as $$
begin
  perform refresh_case_entry(w.case_id) from work_item w where w.id = new.work_item_id;
  return null;
end $$;
create constraint trigger case_entry_routed after insert on work_route
  deferrable initially deferred for each row when (new.priority is not null) execute function case_entry_of_route();
create constraint trigger case_entry_rerouted after update on work_route
  deferrable initially deferred for each row when (old.priority is distinct from new.priority) execute function case_entry_of_route();

select refresh_case_entry(c.case_id)
  from (select distinct w.case_id from work_route r join work_item w on w.id = r.work_item_id where r.priority is not null) c;
