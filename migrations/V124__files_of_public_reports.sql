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
