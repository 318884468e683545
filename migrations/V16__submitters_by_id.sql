-- Whose a report is, by the API key's id: a key may have the name of a channel or of a person.
alter table report add column submitter_key uuid references api_key;
comment on column report.submitted_by is 'the name of the API key, the person, the channel or the topic, for people to read';

update report r
   set submitter_key = k.id
  from api_key k
 where r.channel = 'rest'
   and not r.sample
   and r.submitted_by = k.name
   and r.received_at >= k.created_at
   and not exists (select 1 from person p where p.username = k.name);

-- The scope of an Idempotency-Key: key:<id> for API keys, so that it is nobody else's.
update idempotency_key i
   set submitter = 'key:' || k.id
  from api_key k, report r
 where i.submitter = k.name
   and r.id = i.report_id
   and r.channel = 'rest'
   and not r.sample;

-- Only API keys call the Abuse Signal API.
update abuse_submission a
   set submitter = 'key:' || k.id
  from api_key k
 where a.submitter = k.name;
comment on column abuse_submission.submitter is 'key:<id> of the API key: each sees its own only';
