-- What whoever holds the link of a report by the public form wrote on its page.
create table public_message (
  id        uuid primary key,                        -- chosen by the form: sent again it is the same
  report_id uuid not null references public_report on delete cascade,
  at        timestamptz not null,
  body      text not null
);
create index public_message_of_report on public_message (report_id, at);
