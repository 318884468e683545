-- A mail that takes two ways to us is one report: same Message-ID, same content but for what each
-- delivery puts on top of it. Null where the report is no mail, or came before this was kept.
alter table report add column content_digest bytea;
create unique index report_resend_content on report (message_id, content_digest)
  where message_id is not null and content_digest is not null;
