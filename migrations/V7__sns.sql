-- Amazon SNS: the topics whose messages are taken in, and the certificates they are signed with.

create table sns_topic (
  id              uuid primary key,                -- UUIDv7: sorts by when it was first seen
  arn             text not null unique,
  account_id      text not null,
  state           text not null check (state in ('PENDING', 'APPROVED', 'REFUSED')),
  first_seen      timestamptz not null,
  subscribe_url   text,                            -- made anew from checked parts, never as it came
  token_until     timestamptz,                     -- SNS forgets a confirmation after three days
  confirmed_at    timestamptz,
  unsubscribed_at timestamptz,
  decided_by      text,
  decided_at      timestamptz,
  last_message_at timestamptz,
  messages        bigint not null default 0,
  refused         bigint not null default 0,       -- signed messages that came while it was not approved
  last_error      text,
  last_error_at   timestamptz
);
-- any AWS account can have a topic of its own ask: how many wait, and how many of one account
create index sns_topic_waiting on sns_topic (account_id) where state = 'PENDING';
create index sns_topic_by_state on sns_topic (state, id desc);

create table sns_certificate (
  url        text primary key,
  state      text not null check (state in ('WANTED', 'READY', 'FAILED')),
  pem        text,
  error      text,
  asked_at   timestamptz not null,
  expires_at timestamptz not null                  -- past it, the row counts as absent
);
create index sns_certificate_not_ready on sns_certificate (expires_at) where state <> 'READY';
