-- Whoever says something on a timeline holds its case, and then the timeline's head: in this order cases are removed, too.
-- Where an entry is made without the case being held, the two would wait for each other.
create or replace function chain_timeline_entry() returns trigger language plpgsql as $$
declare
  head timeline_head;
begin
  perform from incident_case where id = new.case_id for key share;
  select * into head from timeline_head where case_id = new.case_id for update;
  if not found then
    insert into timeline_head (case_id, position, hash) values (new.case_id, 0, '') on conflict do nothing;
    select * into head from timeline_head where case_id = new.case_id for update;
  end if;
  new.position := head.position + 1;
  new.hash := sha256(head.hash || timeline_bytes(new));
  update timeline_head set position = new.position, hash = new.hash where case_id = new.case_id;
  return new;
end $$;

-- A scope is new once; two cases with two new ones each wait for their turn, and not for each other.
create or replace function figure_scope_of(wanted text[]) returns int language plpgsql as $$
declare
  found int := (select s.id from figure_scope s where s.scope = wanted);
begin
  if found is null then
    perform pg_advisory_xact_lock(hashtextextended('', 7));
    insert into figure_scope (scope) values (wanted) on conflict do nothing;
    found := (select s.id from figure_scope s where s.scope = wanted);
  end if;
  return found;
end $$;
