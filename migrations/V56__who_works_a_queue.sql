-- Who works a queue, in which order they are on call, and who is away.
alter table queue
  add column rota_hours int check (rota_hours > 0),          -- how long a turn on call lasts; null where the order is fixed
  add column rota_since timestamptz,                         -- when the first in the order was first on call
  add column rota_zone  text,                                -- turns of whole days change at the same time of day there
  add check ((rota_hours is null) = (rota_since is null) and (rota_hours is null) = (rota_zone is null));

create table queue_member (
  queue_id uuid not null references queue on delete cascade,
  username text not null,
  position int not null,                                     -- from 1, the order on call
  primary key (queue_id, username)
);
create index queue_member_of_person on queue_member (username);

create table absence (
  id         uuid primary key,
  username   text not null,
  from_at    timestamptz not null,
  until_at   timestamptz not null,
  hands_to   text,                                           -- who stands in; null where nobody in particular does
  note       text,
  created_at timestamptz not null,
  created_by text not null,
  check (from_at < until_at)
);
create index absence_of_person on absence (username, until_at);
create index absence_until on absence (until_at);
