-- Sign-in to a mailbox with OAuth 2.0: where the token comes from, and what it is asked for with.
-- A mailbox with a token endpoint has no password.
alter table mailbox
  alter column password drop not null,
  add column token_endpoint text,
  add column client_id text,
  add column client_secret bytea,                   -- encrypted as the password is; null for a public client
  add column token_scope text,
  add column token_grant text check (token_grant in ('CLIENT_CREDENTIALS', 'REFRESH_TOKEN')),
  add column refresh_token bytea,                   -- encrypted as the password is
  add constraint mailbox_sign_in check (
    case when token_endpoint is null then password is not null
    else password is null and client_id is not null and token_grant is not null end);
