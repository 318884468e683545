-- Mailboxes that reports are read from over IMAP: what people set, and how reading goes.
create table mailbox (
  id               uuid primary key,
  name             text not null unique,
  host             text not null,
  port             int not null check (port between 1 and 65535),
  security         text not null check (security in ('TLS', 'STARTTLS', 'NONE')),
  certificate      text,                            -- PEM that alone is trusted; null for the machine's authorities
  username         text not null,
  password         bytea not null,                  -- AES-GCM, bound to the id; the key is not in the database
  folder           text not null,
  processed_folder text not null,
  failed_folder    text not null,
  enabled          boolean not null,
  poll_seconds     int not null check (poll_seconds between 5 and 86400),
  revision         int not null,                    -- grows with each change by a person
  changed_at       timestamptz not null,
  changed_by       text not null,
  last_read_at     timestamptz,                     -- when all that was there had been read
  last_taken_at    timestamptz,
  taken            bigint not null default 0,       -- mails that became reports
  error            text,                            -- why reading fails now; null where it does not
  error_since      timestamptz,
  failures         int not null default 0,          -- runs in a row
  remark           text,                            -- the last thing worth a look that did not stop reading
  remark_at        timestamptz,
  uid_validity     bigint,
  failing_uid      bigint,                          -- the mail that the last run failed at
  failing_times    int not null default 0
);

-- Jobs of the mailboxes: apart from the others, for most of them wait for mail most of the time.
create table mailbox_job (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index mailbox_job_due on mailbox_job (execution_time);
create index mailbox_job_heartbeat on mailbox_job (last_heartbeat);
