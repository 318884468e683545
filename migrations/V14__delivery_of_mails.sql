-- Delivery of mails: jobs of its own, so that a slow relay keeps nothing else waiting, and what is
-- known of a mail that the relay may have taken without an answer.
create table delivery_job (
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
create index delivery_job_due on delivery_job (execution_time);
create index delivery_job_heartbeat on delivery_job (last_heartbeat);

alter table outbox
  add column pending_since  timestamptz,              -- since when it is tried; null as created_at
  add column handed_over_at timestamptz,              -- set before the end of the mail is sent, until its answer is recorded
  add column unconfirmed    int not null default 0;   -- tries after which the relay may have taken it
update outbox set pending_since = now() where status = 'PENDING';

create index outbox_pending on outbox (next_attempt) where status = 'PENDING';
create index outbox_pending_age on outbox (created_at) where status = 'PENDING';

-- What another version's node is sending at this moment stays; see the sweep in DeliveryJobs.
with moved as (
  delete from scheduled_tasks
  where task_name = 'deliver-mail'
    and (not picked or last_heartbeat is null or last_heartbeat < now() - interval '20 seconds')
  returning task_name, task_instance, execution_time, priority
)
insert into delivery_job (task_name, task_instance, execution_time, picked, version, priority)
select task_name, task_instance, execution_time, false, 1, priority from moved;
