-- A decision says how likely every reading is, what is missing, and what AWS may enforce beside it.

alter table assessment
  add column taxonomy      text,                         -- ENISA reference incident taxonomy: class/type
  add column readings      jsonb not null default '[]',
  add column enforcement   text,
  add column model_version text;                         -- the text model's; null where a person decided

-- Open questions were sentences; now each has an id and its answers.
create function as_questions(sentences jsonb) returns jsonb language sql immutable as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('id', 'unknown', 'question', sentence, 'options', '[]'::jsonb)), '[]')
  from jsonb_array_elements_text(sentences) as sentence
$$;
update assessment set open_questions = as_questions(open_questions) where open_questions <> '[]';
update filing
  set assessment = jsonb_set(assessment, '{openQuestions}', as_questions(assessment -> 'openQuestions'))
  where assessment is not null;
drop function as_questions;

-- What people answered, and under it the decision was made again.
create table case_answer (
  case_id  uuid not null references incident_case on delete cascade,
  question text not null,
  answer   text not null,
  actor    text not null,
  at       timestamptz not null,
  primary key (case_id, question)
);

-- Root cause is not enforcement: AWS may have a part beside the customer's.
alter table work_item
  add column kind text not null default 'REMEDY' check (kind in ('REMEDY', 'ENFORCEMENT'));

-- Who answers for what the case is about, as the inventory knows it.
alter table incident_case add column owner text;
