-- What else is known of accounts, ranges and resources; entries whose owner follows from their tags or account; patterns.
alter table inventory_entry
  alter column owner drop not null,                -- null where it follows from a tag or the account, or nobody is known
  add column alias       text,
  add column contacts    text[] not null default '{}',   -- besides the first
  add column environment text,
  add column criticality text,
  add column tags        text[] not null default '{}',   -- name=value
  add column source      text,                     -- the import that it came by; null where a person or program entered it
  add column pattern     text,                     -- of LIKE, for the value of a PATTERN
  drop constraint inventory_entry_kind_check,
  add constraint inventory_entry_kind_check check (kind in ('ACCOUNT', 'RANGE', 'RESOURCE', 'PATTERN', 'TAG'));
create index inventory_entry_pattern on inventory_entry (id) where kind = 'PATTERN';
create index inventory_entry_source on inventory_entry (source, id) where source is not null;
create index inventory_entry_unowned on inventory_entry (id) where owner is null;
create index inventory_entry_of_account on inventory_entry (account_id) where account_id is not null;

-- What nobody is known to hold and how many open cases are about it.
create index incident_case_unowned on incident_case (id) where owner is null and status = 'OPEN';
