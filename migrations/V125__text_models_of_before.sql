-- Text models that were learned here before wording counted by its rarity are not read any more. What ships
-- decides in their place; whoever leads can train one anew.
insert into policy_event (id, at, actor, what, reason)
select gen_random_uuid(), now(), 'Demarc',
       'put the text model that ships in the place of “' || m.version || '” in “' || p.name || '”',
       'It was learned by an earlier version of Demarc; train one anew.'
  from policy p
  join text_model m on m.id = p.model_id
 where p.status in ('ACTIVE', 'DRAFT');

update policy set model_id = null, model_version = '2026.12.2' where model_id is not null;

update text_model
   set status = 'FAILED', bytes = null, error = 'An earlier version of Demarc learned it. Train one anew.'
 where status = 'READY';
