-- A sender's own ids are told apart by the API key's id or as a person's, and no longer by a name that another may have.

create temporary table renamed_subject on commit drop as
select distinct s.case_id, r.id as report_id, s.subject as was,
       left('external-id '
            || case when r.submitter_key is null then 'person:' || r.submitted_by else 'key:' || r.submitter_key end
            || substr(s.subject, length('external-id ' || r.submitted_by) + 1), 640) as now
  from case_subject s
  join case_report c on c.case_id = s.case_id
  join report r on r.id = c.report_id
 where r.channel = 'rest'
   and starts_with(s.subject, 'external-id ' || r.submitted_by || ' ');

insert into case_subject (case_id, subject)
select distinct case_id, now from renamed_subject
    on conflict do nothing;

update case_report c
   set subjects = c.subjects || array(select r.now from renamed_subject r where r.report_id = c.report_id and r.was = any(c.subjects))
 where exists (select 1 from renamed_subject r where r.report_id = c.report_id and r.was = any(c.subjects));

delete from case_subject s using renamed_subject r where s.case_id = r.case_id and s.subject = r.was;
