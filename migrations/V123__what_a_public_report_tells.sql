-- What was read out of a report by the public form when it came, as its page shows it; null for reports from before.
alter table public_report
  add column kind text,                              -- what was chosen on the form
  add column things text[] not null default '{}',    -- what it names, defanged
  add column more_things int not null default 0,     -- how many more it names than are kept here
  add column seen_at timestamptz,                    -- when it happened, as far as that was read
  add column files int not null default 0;

-- What a message is for: 'message', 'stopped', 'disagreement'.
alter table public_message
  add column kind text not null default 'message' check (kind in ('message', 'stopped', 'disagreement'));

-- Since when somebody who reported disagrees with how a case ended, and no person did anything on it since.
alter table case_entry add column disputed_at timestamptz;
create index case_entry_disputed on case_entry (disputed_at) where disputed_at is not null;

create or replace function refresh_case_entry(of uuid) returns void language plpgsql as $$
begin
  insert into case_entry as e (case_id, number, status, opened_at, due_at, scope, rank, terms)
  select of, b.number, b.status, b.opened_at, b.due_at, b.scope, case_rank(of), b.terms from case_entry_base(of) b
  on conflict (case_id) do update set status = excluded.status, opened_at = excluded.opened_at, due_at = excluded.due_at,
      scope = excluded.scope, rank = excluded.rank,
      terms = excluded.terms || e.filed || case_entry_waiting(e)
    where (e.status, e.opened_at, e.due_at, e.scope, e.rank) is distinct from (excluded.status, excluded.opened_at, excluded.due_at, excluded.scope, excluded.rank)
      or e.terms is distinct from excluded.terms || e.filed || case_entry_waiting(e);
end $$;

-- What somebody outside wrote that waits for a person.
create function case_entry_waiting(e case_entry) returns text[] language sql immutable as $$
  select case when e.answered and e.status <> 'MERGED' then array['is:answered'] else '{}' end
      || case when e.disputed_at is not null and e.status <> 'MERGED' then array['is:disputed'] else '{}' end
$$;

-- As before, with those who disagree, and what is written on the page of a report.
create or replace function case_entry_of_timeline() returns trigger language plpgsql as $$
begin
  if new.body ~ '\S' then
    insert into search_text (id, case_id, words) values (new.id, new.case_id, search_vector(new.body));
  end if;
  if new.kind in ('reply', 'page-message') then
    update case_entry set answered = true, terms = terms || array['is:answered']
     where case_id = new.case_id and not answered and status <> 'MERGED';
  elsif new.kind = 'disagreement' then
    update case_entry set disputed_at = new.at, terms = terms || array['is:disputed']
     where case_id = new.case_id and disputed_at is null and status <> 'MERGED';
  elsif new.actor_kind in ('PERSON', 'API_KEY') then
    update case_entry set answered = false, disputed_at = null,
        terms = array_remove(array_remove(terms, 'is:answered'), 'is:disputed')
     where case_id = new.case_id and (answered or disputed_at is not null);
  end if;
  return null;
end $$;
