-- The sums of figure_tally over all scopes, for whoever sees every case: half the rows to read, and none to leave out.
create table figure_total (
  kind  text collate "C" not null,
  days  int not null,                                -- how many it sums: 1 or 10
  day   date not null,                               -- the first of them
  key   text collate "C" not null,
  n     int not null,
  x     int not null,
  y     int not null,
  z     int not null,
  primary key (kind, days, day, key) include (n, x, y, z)
);
create index figure_total_nothing on figure_total (day) where n = 0 and x = 0 and y = 0 and z = 0;
insert into figure_total (kind, days, day, key, n, x, y, z)
select kind, days, day, key, sum(n), sum(x), sum(y), sum(z) from figure_tally group by 1, 2, 3, 4
having sum(n) <> 0 or sum(x) <> 0 or sum(y) <> 0 or sum(z) <> 0;

create or replace function fold_figures() returns void language sql as $$
  with taken as (delete from figure_change returning *),
  lines as (
    select c.kind, g.days, g.day, c.key, c.scope, sum(c.n)::int as n, sum(c.x)::int as x, sum(c.y)::int as y, sum(c.z)::int as z
      from taken c, lateral (values (1, c.day), (10, c.day - (c.day - date '2000-01-01') % 10)) g(days, day)
     group by 1, 2, 3, 4, 5),
  scoped as (
    insert into figure_tally as t (kind, days, day, key, scope, n, x, y, z)
    select * from lines where n <> 0 or x <> 0 or y <> 0 or z <> 0
     order by 1, 2, 3, 4, 5
    on conflict (kind, days, day, key, scope) do update
      set n = t.n + excluded.n, x = t.x + excluded.x, y = t.y + excluded.y, z = t.z + excluded.z)
  insert into figure_total as t (kind, days, day, key, n, x, y, z)
  select kind, days, day, key, sum(n), sum(x), sum(y), sum(z) from lines
   group by 1, 2, 3, 4 having sum(n) <> 0 or sum(x) <> 0 or sum(y) <> 0 or sum(z) <> 0
   order by 1, 2, 3, 4
  on conflict (kind, days, day, key) do update
    set n = t.n + excluded.n, x = t.x + excluded.x, y = t.y + excluded.y, z = t.z + excluded.z;
  delete from figure_tally where n = 0 and x = 0 and y = 0 and z = 0;
  delete from figure_total where n = 0 and x = 0 and y = 0 and z = 0;
$$;

create or replace function rebuild_figures() returns void language plpgsql as $$
begin
  lock table incident_case, case_report, case_figure, case_source in share row exclusive mode;
  truncate figure_tally, figure_total, figure_change, case_figure, case_source;
  alter table case_figure disable trigger case_figure_count;
  alter table case_source disable trigger case_source_count;
  insert into case_source select * from source_facts;
  insert into case_figure select * from figure_facts;
  alter table case_figure enable trigger case_figure_count;
  alter table case_source enable trigger case_source_count;
  insert into figure_change (kind, day, key, scope, n, x, y, z)
  select l.kind, f.day, l.key, l.scope, l.n, l.x, l.y, l.z from case_figure f, figure_lines(f) l
  union all select l.kind, f.day, l.key, l.scope, l.n, l.x, l.y, l.z from case_figure f join case_source s using (case_id), figure_lines(f, s) l;
  perform fold_figures();
end $$;
