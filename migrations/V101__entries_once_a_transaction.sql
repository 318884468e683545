-- What lists are read by is worked out once for each case that a transaction changed, at its end, however many rows of
-- it changed: a case that is filed has four. The last hundred cases are remembered, so that a transaction that changes
-- many is not slowed down by remembering.
create function refresh_case_entry_once(of uuid) returns void language plpgsql as $$
declare
  done text := coalesce(current_setting('demarc.entries_done', true), '');
begin
  if position(of::text in done) > 0 then
    return;
  end if;
  perform set_config('demarc.entries_done', right(done, 3600) || of, true);
  -- one after the other, where two transactions change a case in different places: the second sees what the first did
  perform from case_entry where case_id = of for update;
  perform refresh_case_entry(of);
end $$;

create or replace function case_entry_of_case() returns trigger language plpgsql as $$
begin
  perform refresh_case_entry_once(new.id);
  return null;
end $$;
create or replace function case_entry_of_part() returns trigger language plpgsql as $$
begin
  perform refresh_case_entry_once(new.case_id);
  return null;
end $$;
create or replace function case_entry_of_route() returns trigger language plpgsql as $$
begin
  perform refresh_case_entry_once(w.case_id) from work_item w where w.id = new.work_item_id;
  return null;
end $$;
