-- What a person has typed on a case and not sent yet, by the form it stands in.
create table draft (
  person     text not null references person (username) on update cascade on delete cascade,
  case_id    uuid not null references incident_case on delete cascade,
  tab        text not null check (tab in ('reply', 'note')),
  body       text not null,
  subject    text not null default '',
  recipients text not null default '',             -- addresses, a blank between them; those ticked
  saved_at   timestamptz not null,
  primary key (person, case_id, tab)
);
create index draft_of_case on draft (case_id);

-- How a person wants the console: columns of the queue, keys off.
create table console_setting (
  person text not null references person (username) on update cascade on delete cascade,
  name   text not null,
  value  text not null,
  primary key (person, name)
);

-- Texts for replies, to begin with; {key} and {report} are filled in for each reader.
create table reply_template (
  slug     text primary key,
  title    text not null,
  language text not null,                            -- BCP 47
  body     text not null,
  position int not null default 0
);
insert into reply_template (slug, title, language, body, position) values
  ('working', 'Received, being worked on', 'en', E'Hello,\n\nthank you for your report "{report}". We have passed it to the team that can act on it and write again as soon as there is news.\n\nOur reference is {key}.', 1),
  ('fixed', 'Fixed', 'en', E'Hello,\n\nwhat you reported ("{report}") has been dealt with. If you still see it, answer this mail with the time and the evidence, and we look at it again.\n\nOur reference is {key}.', 2),
  ('more', 'More is needed', 'en', E'Hello,\n\nthank you for your report "{report}". To act on it we need from you:\n\n- the exact time, with its time zone\n- the address or URL concerned\n- a log extract, or the message with all its headers\n\nOur reference is {key}.', 3),
  ('not-ours', 'Not ours', 'en', E'Hello,\n\nwhat you reported ("{report}") was not in our hands at that time. Please turn to whoever holds the address now; the regional registries say who that is.\n\nOur reference is {key}.', 4),
  ('working-de', 'Erhalten, in Arbeit', 'de', E'Guten Tag,\n\nvielen Dank für Ihre Meldung „{report}“. Wir haben sie an das zuständige Team gegeben und melden uns, sobald es Neues gibt.\n\nUnser Zeichen ist {key}.', 5),
  ('fixed-de', 'Behoben', 'de', E'Guten Tag,\n\nwas Sie gemeldet haben („{report}“), ist behoben. Sollten Sie es weiterhin sehen, antworten Sie bitte mit Uhrzeit und Belegen auf diese Nachricht.\n\nUnser Zeichen ist {key}.', 6);
