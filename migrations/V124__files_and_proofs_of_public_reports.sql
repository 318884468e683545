-- Whether strangers may send files with the form and on its pages.
alter table public_form add column files boolean not null default true;

alter table public_message
  drop constraint public_message_kind_check,
  add constraint public_message_kind_check check (kind in ('message', 'files', 'stopped', 'disagreement'));

-- Reports that only add to another: they are filed where that one is.
create table report_addition (
  report_id uuid primary key references report on delete cascade,
  adds_to   uuid not null references report on delete cascade
);
create index report_addition_to on report_addition (adds_to);

-- The address that was typed with a report, whether the holder of its page proved it, and by what they may.
alter table public_report
  add column address text,                           -- a claim, until proved_at
  add column proved_at timestamptz,
  add column proof_hash bytea unique,                -- SHA-256 of what only the address was sent
  add column proof_until timestamptz;
