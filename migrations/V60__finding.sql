-- Finding cases: one narrow row for each with all that lists are narrowed and ordered by, kept by triggers, so that
-- whoever changes a case needs to know nothing of it; the words of cases, reports and notes; and kept counts.

-- Text as it is searched: compatible forms folded, without marks above letters, in lower case, punctuation as space.
-- Scripts without spaces (and Korean, which joins particles to words) become overlapping pairs of characters.
create function search_spaced(content text) returns text language plpgsql immutable strict parallel safe as $$
declare
  t text := left(content, 40000);                  -- a tsvector holds a megabyte
begin
  if octet_length(t) > char_length(t) then
    t := left(normalize(regexp_replace(normalize(t, NFKD), '[\u0300-\u036f]', '', 'g'), NFKC), 60000);
  end if;
  return translate(lower(t), '/:=@?&#_"''<>()[]{}|\,;*', repeat(' ', 23));
end $$;

create function search_vector(content text) returns tsvector language plpgsql immutable strict parallel safe as $$
declare
  t text := search_spaced(content);
  pairs text;
begin
  if octet_length(t) > char_length(t) and t ~ '[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]' then
    t := regexp_replace(t, '([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+)', ' \1 ', 'g');
    -- pairs from the second character on: their other half
    pairs := regexp_replace(t, '[^\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+', ' ', 'g');
    pairs := regexp_replace(pairs, '( |^)([^ ])', '\1\2 ', 'g');
    t := regexp_replace(t || ' ' || pairs, '([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])', '\1\2 ', 'g');
  end if;
  return to_tsvector('simple', t);
end $$;

-- What finds a word, the beginning of one, or words in this order. Of pairs of characters all must be there.
create function search_query(content text, how text) returns tsquery language plpgsql immutable strict parallel safe as $$
declare
  t text := search_spaced(content);
  q tsquery;
  run text;
begin
  if octet_length(t) > char_length(t) then
    for run in select m[1] from regexp_matches(t, '([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+)', 'g') m loop
      for i in 1 .. greatest(char_length(run) - 1, 1) loop
        q := coalesce(q && to_tsquery('simple', '''' || substr(run, i, 2) || ''':*'), to_tsquery('simple', '''' || substr(run, i, 2) || ''':*'));
      end loop;
    end loop;
    t := regexp_replace(t, '[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+', ' ', 'g');
  end if;
  if t ~ '\S' then
    q := coalesce(q && case how
        when 'phrase' then phraseto_tsquery('simple', t)
        when 'prefix' then to_tsquery('simple', '''' || t || ''':*')
        else plainto_tsquery('simple', t) end,
      case how
        when 'phrase' then phraseto_tsquery('simple', t)
        when 'prefix' then to_tsquery('simple', '''' || t || ''':*')
        else plainto_tsquery('simple', t) end);
  end if;
  return coalesce(q, ''::tsquery);
end $$;

-- The words of each report, each note and of each case itself.
create table search_text (
  id      uuid primary key,                        -- of the report, the timeline entry or the case
  case_id uuid not null references incident_case on delete cascade,
  words   tsvector not null
);
create index search_text_words on search_text using gin (words) with (gin_pending_list_limit = 256);
create index search_text_case on search_text (case_id);

create table case_entry (
  case_id   uuid primary key references incident_case on delete cascade,
  number    bigint not null,                       -- of its key
  status    text not null,
  opened_at timestamptz not null,
  due_at    timestamptz not null,                  -- infinity where no clock runs
  answered  boolean not null default false,        -- somebody outside wrote since a person last did anything
  scope     text[] not null,                       -- by whose queues and sides it is seen; part of the terms
  filed     text[] not null default '{}',          -- terms of its reports; part of the terms
  terms     text[] not null                        -- name:value of whatever may be asked for with equals
);
create index case_entry_terms on case_entry using gin (terms) with (fastupdate = off);
create index case_entry_clock on case_entry (status, due_at, case_id);
create index case_entry_clock_of_all on case_entry (due_at, case_id);
create index case_entry_age on case_entry (status, opened_at desc, case_id desc);
create index case_entry_age_of_all on case_entry (opened_at desc, case_id desc);
create index case_entry_number on case_entry (number);

-- What makes a case found by name:value, but for its reports.
create function case_entry_base(of uuid) returns table (status text, opened_at timestamptz, due_at timestamptz, number bigint, scope text[], terms text[])
language sql stable as $$
  with parts as (
    select w.queue_id, w.side, w.status, w.assignee from work_item w where w.case_id = of
  ), seen as (
    select array(select distinct s from parts p, incident_case c,
        lateral (values ('seen:' || p.queue_id || '/' || p.side), ('seen:' || p.side)) v(s)
      where c.id = of and (p.status <> 'WITHDRAWN' or c.status = 'MERGED') order by s) as scope
  )
  select c.status, c.opened_at,
    case when c.status = 'OPEN' then coalesce(c.due_at, 'infinity') else 'infinity' end,
    split_part(c.key, '-', 3)::bigint, seen.scope,
    seen.scope || array(select distinct left(t, 200) from (
      select unnest(array[
        'status:' || lower(c.status),
        'side:' || lower(c.responsibility),
        'category:' || c.category,
        'service:' || lower(c.service),
        'severity:' || lower(c.severity),
        'account:' || c.account_id,
        'region:' || c.region,
        'owner:' || lower(c.owner),
        'tlp:' || lower(replace(c.tlp, '_', '-')),
        'outcome:' || lower(replace(c.outcome, '_', '-')),
        case when c.sample then 'is:sample' end,
        case when exists (select from assessment a where a.case_id = c.id and a.in_force and not a.auto_route) then 'is:unsure' end,
        case when exists (select from assessment a where a.case_id = c.id and a.in_force and a.made_by = 'PERSON') then 'is:decided' end,
        case when c.owner is null then 'is:unowned' end,
        case when c.regressed_at is not null then 'is:regressed' end,
        case when c.growing_since is not null then 'is:growing' end,
        case when c.snoozed_at is not null then 'is:snoozed' end
      ]) as t
      union all select 'layer:' || l from unnest(c.layers) l
      union all select 'queue:' || p.queue_id from parts p where p.status <> 'WITHDRAWN'
      union all select 'assignee:' || p.assignee from parts p where p.status <> 'WITHDRAWN' and p.assignee is not null
      union all select 'is:unassigned' from parts p where p.assignee is null and p.status not in ('DONE', 'RESOLVED', 'CLOSED', 'WITHDRAWN')
      union all select 'work:' || lower(replace(p.status, '_', '-')) from parts p where p.status <> 'WITHDRAWN'
    ) all_terms where t is not null)
  from incident_case c, seen where c.id = of
$$;

create function refresh_case_entry(of uuid) returns void language plpgsql as $$
begin
  insert into case_entry as e (case_id, number, status, opened_at, due_at, scope, terms)
  select of, b.number, b.status, b.opened_at, b.due_at, b.scope, b.terms from case_entry_base(of) b
  on conflict (case_id) do update set status = excluded.status, opened_at = excluded.opened_at, due_at = excluded.due_at,
      scope = excluded.scope,
      terms = excluded.terms || e.filed || case when e.answered and e.status <> 'MERGED' then array['is:answered'] else '{}' end
    where (e.status, e.opened_at, e.due_at, e.scope) is distinct from (excluded.status, excluded.opened_at, excluded.due_at, excluded.scope)
      or e.terms is distinct from excluded.terms || e.filed || case when e.answered and e.status <> 'MERGED' then array['is:answered'] else '{}' end;
end $$;

-- At the end of the transaction, when all is as it will be seen.
create function case_entry_of_case() returns trigger language plpgsql as $$
begin
  perform refresh_case_entry(new.id);
  return null;
end $$;
create function case_entry_of_part() returns trigger language plpgsql as $$
begin
  perform refresh_case_entry(new.case_id);
  return null;
end $$;

create constraint trigger case_entry_opened after insert on incident_case
  deferrable initially deferred for each row execute function case_entry_of_case();
create constraint trigger case_entry_changed after update on incident_case
  deferrable initially deferred for each row
  when ((old.status, old.category, old.service, old.layers, old.responsibility, old.severity, old.account_id, old.region, old.opened_at,
      old.due_at, old.outcome, old.owner, old.tlp, old.sample, old.regressed_at is null, old.growing_since is null, old.snoozed_at is null)
    is distinct from (new.status, new.category, new.service, new.layers, new.responsibility, new.severity, new.account_id, new.region,
      new.opened_at, new.due_at, new.outcome, new.owner, new.tlp, new.sample, new.regressed_at is null, new.growing_since is null, new.snoozed_at is null))
  execute function case_entry_of_case();
create constraint trigger case_entry_part after insert or update on work_item
  deferrable initially deferred for each row execute function case_entry_of_part();
create constraint trigger case_entry_decided after insert or update on assessment
  deferrable initially deferred for each row execute function case_entry_of_part();

-- Which formats and channels a case's reports have. A storm's next report adds nothing and reads no other.
create function case_entry_filed(of uuid) returns void language plpgsql as $$
begin
  update case_entry e
     set filed = f.filed,
         terms = array(select t from unnest(e.terms) t where not t = any(e.filed)) || f.filed
    from (select array(select distinct t from case_report r,
        lateral (values ('format:' || r.format), ('channel:' || r.channel)) v(t) where r.case_id = of order by t) as filed) f
   where e.case_id = of and e.filed is distinct from f.filed;
end $$;
create function case_entry_of_report() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update case_entry e
       set filed = e.filed || n.added, terms = e.terms || n.added
      from (select array(select t from unnest(array['format:' || new.format, 'channel:' || new.channel]) t
          where not exists (select from case_entry k where k.case_id = new.case_id and t = any(k.filed))) as added) n
     where e.case_id = new.case_id and n.added <> '{}';
  else
    perform case_entry_filed(old.case_id);
    perform case_entry_filed(new.case_id);
    update search_text set case_id = new.case_id where id = new.report_id;
  end if;
  return null;
end $$;
create constraint trigger case_entry_report after insert on case_report
  deferrable initially deferred for each row execute function case_entry_of_report();
create constraint trigger case_entry_report_moved after update of case_id on case_report
  deferrable initially deferred for each row when (old.case_id <> new.case_id) execute function case_entry_of_report();

-- Notes and answers are searched; an answer waits until a person does something.
create function case_entry_of_timeline() returns trigger language plpgsql as $$
begin
  if new.body ~ '\S' then
    insert into search_text (id, case_id, words) values (new.id, new.case_id, search_vector(new.body));
  end if;
  if new.kind = 'reply' then
    update case_entry set answered = true, terms = terms || array['is:answered']
     where case_id = new.case_id and not answered and status <> 'MERGED';
  elsif new.actor_kind in ('PERSON', 'API_KEY') then
    update case_entry set answered = false, terms = array_remove(terms, 'is:answered')
     where case_id = new.case_id and answered;
  end if;
  return null;
end $$;
create constraint trigger case_entry_timeline after insert on timeline_entry
  deferrable initially deferred for each row execute function case_entry_of_timeline();

-- What a case calls itself.
create function search_text_of_case() returns trigger language plpgsql as $$
begin
  insert into search_text as s (id, case_id, words)
  values (new.id, new.id, search_vector(new.key || ' ' || new.title || ' ' || new.service || ' ' || replace(new.category, '-', ' ') || ' '
    || coalesce(new.account_id, '') || ' ' || coalesce(new.owner, '') || ' ' || coalesce(new.region, '')))
  on conflict (id) do update set words = excluded.words;
  return null;
end $$;
create trigger search_text_opened after insert on incident_case for each row execute function search_text_of_case();
create trigger search_text_renamed after update on incident_case for each row
  when ((old.title, old.service, old.category, old.account_id, old.owner, old.region)
    is distinct from (new.title, new.service, new.category, new.account_id, new.owner, new.region))
  execute function search_text_of_case();

-- Counts that are kept: of open cases by each term and hour of their clocks, of others by status, each by who sees them.
-- Changes are only added, so that no transaction waits for another's; a job folds them into the sums.
create table case_tally (
  term  text collate "C" not null,
  scope text[] not null,
  n     bigint not null,
  primary key (term, scope)
);
create index case_tally_nothing on case_tally (term) where n = 0;
create table case_tally_change (
  id    bigint generated always as identity primary key,
  scope text[] not null,
  gone  text[] not null,
  came  text[] not null
);

create function case_entry_counted(e case_entry) returns text[] language sql immutable as $$
  select case when e.case_id is null then '{}'
    when e.status = 'OPEN' then array(select distinct t from unnest(e.terms) t where not starts_with(t, 'seen:'))
      || case when e.due_at = 'infinity' then '{}' else array['due:' || lpad(floor(extract(epoch from e.due_at) / 3600)::bigint::text, 8, '0')] end
    else array['status:' || lower(e.status)] end
$$;
create function count_case_entry() returns trigger language plpgsql as $$
declare
  was text[] := case when tg_op = 'INSERT' then '{}' else case_entry_counted(old) end;
  now_is text[] := case when tg_op = 'DELETE' then '{}' else case_entry_counted(new) end;
begin
  if tg_op = 'UPDATE' and old.scope = new.scope then
    if was <> now_is then
      insert into case_tally_change (scope, gone, came) values (new.scope,
        array(select unnest(was) except select unnest(now_is)), array(select unnest(now_is) except select unnest(was)));
    end if;
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into case_tally_change (scope, gone, came) values (old.scope, was, '{}');
  end if;
  if tg_op <> 'DELETE' then
    insert into case_tally_change (scope, gone, came) values (new.scope, '{}', now_is);
  end if;
  return null;
end $$;
create trigger case_entry_count after insert or update or delete on case_entry
  for each row execute function count_case_entry();

create function fold_case_tally() returns void language sql as $$
  with taken as (delete from case_tally_change returning scope, gone, came)
  insert into case_tally as t (term, scope, n)
  select u.term, u.scope, sum(u.n) from (
      select unnest(gone) as term, scope, -1 as n from taken union all select unnest(came), scope, 1 from taken) u
   group by u.term, u.scope having sum(u.n) <> 0 order by u.term, u.scope
  on conflict (term, scope) do update set n = t.n + excluded.n;
  delete from case_tally where n = 0;
$$;

-- In which transaction a case last changed: a reader that takes only what is older than every running transaction,
-- in this order, misses none that commits late.
create table case_last_change (
  case_id uuid primary key references incident_case on delete cascade,
  xid     xid8 not null,
  at      timestamptz not null
);
create index case_last_change_order on case_last_change (xid, case_id);
create index case_last_change_time on case_last_change (at, xid);
create function note_last_change() returns trigger language plpgsql as $$
begin
  insert into case_last_change as k (case_id, xid, at) values (new.id, pg_current_xact_id(), clock_timestamp())
  on conflict (case_id) do update set xid = excluded.xid, at = excluded.at where k.xid <> excluded.xid;
  return null;
end $$;
create trigger case_last_change_noted after insert or update on incident_case for each row execute function note_last_change();

-- Indicators by the beginning of their value, by the addresses within a range, by the host names below a domain.
create function indicator_address(type text, value text) returns inet language sql immutable parallel safe as $$
  select case when type in ('ipv4', 'ipv6', 'range') and pg_input_is_valid(value, 'inet') then value::inet end
$$;
create function indicator_host(type text, value text) returns text language sql immutable parallel safe as $$
  select case when type = 'domain' then reverse(value) when type = 'email' then reverse(split_part(value, '@', 2)) end
$$;
create index case_indicator_prefix on case_indicator (value text_pattern_ops, case_id);
drop index case_indicator_value;
create index case_indicator_address on case_indicator (indicator_address(type, value), case_id)
  where type in ('ipv4', 'ipv6', 'range');
create index case_indicator_host on case_indicator (indicator_host(type, value) text_pattern_ops, case_id)
  where type in ('domain', 'email');

-- Who reports, by address and by the domain of it.
create index case_report_by_reporter on case_report (lower(reporter) text_pattern_ops, case_id) where reporter is not null;
create index case_report_by_domain on case_report (split_part(lower(reporter), '@', 2), case_id) where reporter is not null;

-- What ranges are asked for by.
create index case_by_reports on incident_case (report_count, id);
create index case_by_confidence on incident_case (confidence, id);
create index case_by_closing on incident_case (closed_at, id) where closed_at is not null;

-- What is there already. Of its reports only the first one's beginning was kept beside the bytes.
insert into search_text (id, case_id, words)
select c.id, c.id, search_vector(c.key || ' ' || c.title || ' ' || c.service || ' ' || replace(c.category, '-', ' ') || ' '
    || coalesce(c.account_id, '') || ' ' || coalesce(c.owner, '') || ' ' || coalesce(c.region, ''))
  from incident_case c;
insert into search_text (id, case_id, words)
select r.report_id, r.case_id, search_vector(r.title || case when f.report_id = r.report_id then ' ' || c.excerpt else '' end)
  from case_report r
  join incident_case c on c.id = r.case_id
  join lateral (select o.report_id from case_report o where o.case_id = r.case_id order by o.report_id limit 1) f on true;
insert into search_text (id, case_id, words)
select t.id, t.case_id, search_vector(t.body) from timeline_entry t where t.body ~ '\S';
insert into case_entry (case_id, number, status, opened_at, due_at, scope, filed, terms)
select c.id, b.number, b.status, b.opened_at, b.due_at, b.scope, f.filed, b.terms || f.filed
  from incident_case c, lateral case_entry_base(c.id) b,
    lateral (select array(select distinct t from case_report r,
        lateral (values ('format:' || r.format), ('channel:' || r.channel)) v(t) where r.case_id = c.id order by t) as filed) f;
insert into case_last_change (case_id, xid, at) select id, pg_current_xact_id(), now() from incident_case;
select fold_case_tally();

drop index case_search;
alter table incident_case drop column search;
