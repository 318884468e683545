-- How long what may be erased is kept, where an administrator chose; no row: as delivered.
create table retention (
  slug       text primary key,
  days       int check (days between 1 and 36500),  -- null: for ever
  changed_at timestamptz not null,
  changed_by text not null
);
-- What a sent mail said is erased then; that it went out, to whom and when, stays.
alter table outbox add column erased_at timestamptz;
create index outbox_with_text on outbox (sent_at) where status = 'SENT' and erased_at is null;
create index draft_by_time on draft (saved_at);
create index reply_file_of_drafts on reply_file (added_at) where draft_of is not null;
