-- Every version of the texts that replies begin with; none of them ever changes, and those of a removed one stay.
create table reply_template_version (
  slug       text not null,
  version    int not null,
  title      text not null,
  language   text not null,
  body       text not null,
  note       text,
  changed_at timestamptz,                            -- null where it came along with Demarc
  changed_by text,
  primary key (slug, version)
);
insert into reply_template_version (slug, version, title, language, body, changed_at, changed_by)
select slug, 1, title, language, body, changed_at, changed_by from reply_template;

alter table reply_template add column version int not null default 1;
