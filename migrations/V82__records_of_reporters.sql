-- How many of a reporter's reports turned out false: for routing rules. Changes are only added, so that no transaction
-- waits for another's; a job folds them into the sums.
create table reporter_record (
  reporter text primary key,                       -- in lower case
  settled  bigint not null,                        -- reports whose case is closed with an outcome
  wrong    bigint not null                         -- of these, those whose outcome is a false report
);
create table reporter_record_change (
  id       bigint generated always as identity primary key,
  reporter text not null,
  settled  int not null,
  wrong    int not null
);
create index reporter_record_change_of on reporter_record_change (reporter);

create function case_settled(status text, outcome text) returns int language sql immutable as $$
  select case when status = 'CLOSED' and outcome is not null then 1 else 0 end
$$;
create function case_wrong(status text, outcome text) returns int language sql immutable as $$
  select case when status = 'CLOSED' and lower(replace(outcome, '_', '-')) like 'false-%' then 1 else 0 end
$$;

create function reporter_record_of_case() returns trigger language plpgsql as $$
declare
  s int := case_settled(new.status, new.outcome) - case_settled(old.status, old.outcome);
  w int := case_wrong(new.status, new.outcome) - case_wrong(old.status, old.outcome);
begin
  if s <> 0 or w <> 0 then
    insert into reporter_record_change (reporter, settled, wrong)
    select lower(r.reporter), s * count(*), w * count(*) from case_report r
     where r.case_id = new.id and r.reporter is not null group by lower(r.reporter);
  end if;
  return null;
end $$;
create trigger reporter_record_settled after update of status, outcome on incident_case for each row
  when ((old.status, old.outcome) is distinct from (new.status, new.outcome)) execute function reporter_record_of_case();

-- A report that comes to a settled case, or leaves one.
create function reporter_record_of_report() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.reporter is not null then
    insert into reporter_record_change (reporter, settled, wrong)
    select lower(old.reporter), -1, -case_wrong(c.status, c.outcome) from incident_case c
     where c.id = old.case_id and case_settled(c.status, c.outcome) = 1;
  end if;
  if tg_op <> 'DELETE' and new.reporter is not null then
    insert into reporter_record_change (reporter, settled, wrong)
    select lower(new.reporter), 1, case_wrong(c.status, c.outcome) from incident_case c
     where c.id = new.case_id and case_settled(c.status, c.outcome) = 1;
  end if;
  return null;
end $$;
create trigger reporter_record_came after insert or delete on case_report
  for each row execute function reporter_record_of_report();
create trigger reporter_record_moved after update on case_report for each row
  when ((old.case_id, old.reporter) is distinct from (new.case_id, new.reporter)) execute function reporter_record_of_report();

create function fold_reporter_record() returns void language sql as $$
  with taken as (delete from reporter_record_change returning reporter, settled, wrong)
  insert into reporter_record as r (reporter, settled, wrong)
  select t.reporter, sum(t.settled), sum(t.wrong) from taken t group by t.reporter order by t.reporter
  on conflict (reporter) do update set settled = r.settled + excluded.settled, wrong = r.wrong + excluded.wrong;
$$;

insert into reporter_record (reporter, settled, wrong)
select lower(r.reporter), count(*), sum(case_wrong(c.status, c.outcome))
  from case_report r join incident_case c on c.id = r.case_id
 where r.reporter is not null and case_settled(c.status, c.outcome) = 1
 group by lower(r.reporter);
