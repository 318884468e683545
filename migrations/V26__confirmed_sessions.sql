-- When somebody last showed, in a session, that they are who is signed in: before sensitive changes it must be recent.

alter table session add column confirmed_at timestamptz;
update session set confirmed_at = created_at;
alter table session alter column confirmed_at set not null;
