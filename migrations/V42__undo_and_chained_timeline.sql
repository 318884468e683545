-- What people change on a case, so that they can take it back for a while; and a timeline that shows when it was
-- tampered with.

create table case_change (
  id         uuid primary key,
  case_id    uuid not null references incident_case on delete cascade,
  batch      uuid,                              -- of changes to several cases that one action made; else null
  at         timestamptz not null,
  kind       text not null,
  actor_kind text not null,
  actor      text not null,
  summary    text not null,                     -- the first entry that it made on the timeline
  before     text not null,                     -- JSON: the fields that it changed, as they were
  after      text not null,                     -- JSON: the same fields, as it left them
  details    text,                              -- JSON: what else whoever takes it back has to know
  undone_at  timestamptz
);
create index case_change_of_case on case_change (case_id, id);
create index case_change_of_batch on case_change (batch) where batch is not null;

alter table outbox
  drop constraint outbox_status_check,
  add constraint outbox_status_check check (status in ('PENDING', 'HELD', 'SENT', 'FAILED', 'BOUNCED', 'WITHDRAWN')),
  add column change_id uuid;                    -- the change that caused it; null where no person's did
create index outbox_of_change on outbox (change_id) where change_id is not null;

-- The timeline. Each entry has its place on its case's and a hash over all that it says and the hash before it. Neither
-- the application nor whoever has its password can change or remove one: a trigger refuses, but for cases whose removal
-- the same transaction has declared. docs/adr/0027-chained-timeline.md says which bytes are hashed.

alter table timeline_entry
  add column position   bigint,
  add column actor_kind text,                   -- null for entries from before it was kept
  add column change_id  uuid,                   -- the change that made it; null where no person's did
  add column before     text,                   -- JSON: what it changed, as that was; null where it tells no change
  add column after      text,
  add column hash       bytea;

create table timeline_head (
  case_id  uuid primary key,                    -- stays where the case is removed without a word
  position bigint not null,
  hash     bytea not null
);

create table timeline_erasure (
  case_id     uuid primary key,
  case_key    text not null,
  at          timestamptz not null,
  actor       text not null,
  reason      text not null,
  entries     bigint not null,
  last_hash   bytea not null,
  transaction bigint not null default txid_current()
);

create function timeline_field(value text) returns text stable language sql as
  $$ select coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-') || ',' $$;

create function timeline_bytes(e timeline_entry) returns bytea stable language sql as $$
  select convert_to(
    timeline_field('demarc-timeline-1') || timeline_field(e.case_id::text) || timeline_field(e.position::text)
    || timeline_field(e.id::text) || timeline_field((extract(epoch from e.at) * 1000000)::bigint::text)
    || timeline_field(e.kind) || timeline_field(e.actor_kind) || timeline_field(e.actor) || timeline_field(e.summary)
    || timeline_field(e.body) || timeline_field(e.visibility) || timeline_field(e.before) || timeline_field(e.after)
    || timeline_field(e.change_id::text), 'UTF8') $$;

create function timeline_next_hash(head bytea, entry bytea) returns bytea immutable language sql as
  $$ select sha256(head || entry) $$;
create aggregate timeline_chain(bytea) (sfunc = timeline_next_hash, stype = bytea, initcond = '');

update timeline_entry e set position = n.position
from (select id, row_number() over (partition by case_id order by id) as position from timeline_entry) n
where n.id = e.id;
update timeline_entry e set hash = n.hash
from (select t.id, timeline_chain(timeline_bytes(t)) over (partition by t.case_id order by t.position) as hash
      from timeline_entry t) n
where n.id = e.id;
insert into timeline_head (case_id, position, hash)
select distinct on (case_id) case_id, position, hash from timeline_entry order by case_id, position desc;
drop aggregate timeline_chain(bytea);
drop function timeline_next_hash(bytea, bytea);

alter table timeline_entry
  alter column position set not null,
  alter column hash set not null;
create unique index timeline_position on timeline_entry (case_id, position);

create function chain_timeline_entry() returns trigger language plpgsql as $$
declare
  head timeline_head;
begin
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

create function keep_timeline_entry() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (
      select from timeline_erasure where case_id = old.case_id and transaction = txid_current()) then
    return old;
  end if;
  raise exception 'the timeline is append-only' using errcode = 'insufficient_privilege',
    hint = 'A case is removed with its timeline by declaring it in timeline_erasure in the same transaction.';
end $$;

create function keep_all() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger timeline_chained before insert on timeline_entry
  for each row execute function chain_timeline_entry();
create trigger timeline_kept before update or delete on timeline_entry
  for each row execute function keep_timeline_entry();
create trigger timeline_not_truncated before truncate on timeline_entry
  for each statement execute function keep_all();
create trigger erasures_kept before update or delete on timeline_erasure
  for each row execute function keep_all();
create trigger erasures_not_truncated before truncate on timeline_erasure
  for each statement execute function keep_all();
