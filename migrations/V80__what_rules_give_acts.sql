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

create or replace function refresh_case_entry(of uuid) returns void language plpgsql as $$
declare
  r smallint := case_rank(of);
  p text[] := case r when 0 then array['priority:urgent'] when 1 then array['priority:high'] when 3 then array['priority:low'] else '{}' end;
begin
  insert into case_entry as e (case_id, number, status, opened_at, due_at, scope, rank, terms)
  select of, b.number, b.status, b.opened_at, b.due_at, b.scope, r, b.terms || p from case_entry_base(of) b
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
create constraint trigger case_entry_routed after insert or update of priority on work_route
  deferrable initially deferred for each row execute function case_entry_of_route();

select refresh_case_entry(c.case_id)
  from (select distinct w.case_id from work_route r join work_item w on w.id = r.work_item_id where r.priority is not null) c;
