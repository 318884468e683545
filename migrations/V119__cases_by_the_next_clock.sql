-- Lists and counts go by the clock of a case that runs out first (or did), whatever it runs to: to acknowledge, to the
-- next update, to an answer, to the end of the work. Before, they went by the end of the work alone.

-- Of a clock that stands still: when it will run out if the wait ends as planned. Nothing where none is live.
create function next_clock(of uuid) returns table (measure text, name text, side text, state text, started_at timestamptz, due_at timestamptz)
language sql stable as $$
  select k.measure, k.name, k.side, k.state, k.started_at, k.due_at
    from case_clock k
   where k.case_id = of and k.state in ('RUNNING', 'PAUSED')
   order by k.due_at, k.state desc, k.id
   limit 1
$$;

-- Parts that are late or soon will be, by their clocks.
create index case_clock_ends on case_clock (due_at, case_id, side) where state in ('RUNNING', 'PAUSED');

-- As before, but for the time.
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
    case when c.status = 'OPEN' then coalesce((select n.due_at from next_clock(of) n), c.due_at, 'infinity') else 'infinity' end,
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

-- A clock that begins, ends, pauses or is moved; that somebody was warned of it changes nothing in lists.
create constraint trigger case_entry_clock_began after insert on case_clock
  deferrable initially deferred for each row execute function case_entry_of_part();
create constraint trigger case_entry_clock_changed after update on case_clock
  deferrable initially deferred for each row when ((old.state, old.due_at) is distinct from (new.state, new.due_at))
  execute function case_entry_of_part();

update case_entry e
   set due_at = k.due_at
  from (select case_id, min(due_at) as due_at from case_clock where state in ('RUNNING', 'PAUSED') group by case_id) k
 where k.case_id = e.case_id and e.status = 'OPEN' and e.due_at <> k.due_at;
select fold_case_tally();
