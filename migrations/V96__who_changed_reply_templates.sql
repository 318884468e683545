-- Texts for replies are kept by the desk: who changed one, and when; null for those that came along.
alter table reply_template
  add column changed_at timestamptz,
  add column changed_by text;
