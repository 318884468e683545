-- Routing rules as versions: drafts, the one in force, and those before it. The rules of before become version 1.
create table routing_version (
  id           uuid primary key,
  number       int not null unique,
  name         text not null,
  status       text not null check (status in ('DRAFT', 'ACTIVE', 'RETIRED')),
  rules        jsonb not null,                     -- [{"name", "when", "gives": {"queue", ...}, "goesOn"}], in order
  otherwise    jsonb not null,                     -- what is given where no rule takes the work; always with a queue
  created_at   timestamptz not null,
  created_by   text not null,
  activated_at timestamptz,
  activated_by text,
  replaces     uuid references routing_version,
  version      int not null default 0
);
create unique index routing_version_active on routing_version (status) where status = 'ACTIVE';

with old as (
  select r.position, r.name, q.slug,
         nullif(concat_ws(' ',
           case r.unsure when true then 'is:unsure' when false then 'is:sure' end,
           'part:' || lower(r.side),
           'category:' || r.category,
           'service:"' || replace(r.service, '"', '') || '"',
           'account:' || r.account_id), '') as conditions
    from routing_rule r join queue q on q.id = r.queue_id
), last as (select * from old where conditions is null order by position limit 1)
insert into routing_version (id, number, name, status, rules, otherwise, created_at, created_by, activated_at, activated_by)
select '01930000-0000-7000-8000-000000000021', 1, 'As shipped', 'ACTIVE',
       coalesce((select jsonb_agg(jsonb_build_object('name', o.name, 'when', o.conditions,
                          'gives', jsonb_build_object('queue', o.slug, 'watchers', '[]'::jsonb), 'goesOn', false)
                          order by o.position)
                   from old o
                  where o.conditions is not null
                    and o.position < coalesce((select position from last), 2147483647)), '[]'),
       jsonb_build_object('queue', coalesce((select slug from last), (select slug from queue order by position desc limit 1)),
                          'watchers', '[]'::jsonb),
       now(), 'Demarc', now(), 'Demarc';

comment on table routing_rule is 'Read by nodes of the release before versions of rules only; goes with the next release.';

create table routing_event (
  id     uuid primary key,
  at     timestamptz not null,
  actor  text not null,
  what   text not null,
  reason text
);

-- What the rules gave to a part of a case, beside its queue.
create table work_route (
  work_item_id uuid primary key references work_item on delete cascade,
  version      int not null,                       -- number of the version of the rules
  rule         text not null,                      -- the one that named the queue
  priority     text check (priority in ('URGENT', 'HIGH', 'NORMAL', 'LOW')),
  clock_policy text,
  playbook     text,
  template     text,
  watchers     text[] not null default '{}',
  at           timestamptz not null
);
-- How often a rule has taken work lately.
create index work_route_rule on work_route (at, rule);

-- Tags of what the case is about, as the inventory had them when it was filed.
alter table incident_case add column tags text[] not null default '{}';

create table routing_replay (
  id              uuid primary key,
  version_id      uuid not null references routing_version on delete cascade,
  version_version int not null,
  status          text not null check (status in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  wanted          int not null,
  last_case       uuid,
  seen            int not null default 0,
  moved           int not null default 0,
  moves           jsonb not null default '{}',     -- parts by "from>to", slugs of queues
  started_at      timestamptz not null,
  started_by      text not null,
  finished_at     timestamptz,
  error           text
);
create index routing_replay_of_version on routing_replay (version_id, id desc);

create table routing_replay_move (
  replay_id  uuid not null references routing_replay on delete cascade,
  case_id    uuid not null references incident_case on delete cascade,
  side       text not null,
  from_queue text not null,
  from_rule  text not null,
  to_queue   text not null,
  to_rule    text not null,
  primary key (replay_id, case_id, side)
);
create index routing_replay_move_of_case on routing_replay_move (case_id);
