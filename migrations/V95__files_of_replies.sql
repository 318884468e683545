-- The desk's own files that go out with a reply: with the draft at first, then with the change that sent it.
create table reply_file (
  id           uuid primary key,
  case_id      uuid not null references incident_case on delete cascade,
  draft_of     text,                               -- whose draft has it; null once it was sent
  change_id    uuid,                               -- the change that sent it; null until then
  name         text not null,
  content_type text not null,
  size         int not null,
  sha256       text not null,
  content      bytea not null,
  added_by     text not null,
  added_at     timestamptz not null,
  check ((draft_of is null) <> (change_id is null))
);
create index reply_file_of_case on reply_file (case_id, added_at);
create index reply_file_of_draft on reply_file (draft_of, added_at) where draft_of is not null;
create index reply_file_of_change on reply_file (change_id) where change_id is not null;
alter table reply_file alter column content set storage external;
