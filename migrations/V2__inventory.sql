-- Accounts, address ranges and resources, and who answers for them, from when until when.

create table inventory_entry (
  id          uuid primary key,
  kind        text not null check (kind in ('ACCOUNT', 'RANGE', 'RESOURCE')),
  value       text not null,                       -- the account id, prefix, ARN, instance id, bucket or host name
  range       cidr,                                -- the value of a RANGE
  owner       text not null,
  contact     text,
  account_id  text,
  service     text,
  region      text,
  valid_from  timestamptz not null default '-infinity',
  valid_until timestamptz not null default 'infinity',
  changed_at  timestamptz not null,
  changed_by  text not null,
  unique (kind, value, valid_from)
);
create index inventory_entry_value on inventory_entry (value);
create index inventory_entry_range on inventory_entry using gist (range inet_ops) where range is not null;
create index inventory_entry_owner on inventory_entry (owner, id);

-- Versions of the address ranges that AWS publishes: addresses are reused, so each event is read by its own time.
create table aws_ranges (
  created_at timestamptz primary key,              -- as the file itself says
  bytes      bytea not null,                       -- the file, compressed with gzip
  loaded_at  timestamptz not null
);
