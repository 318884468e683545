-- Whoever sees some queues has the sums of some scopes: these lie together, and none of another is read for them.
alter table figure_tally drop constraint figure_tally_pkey,
  add primary key (kind, days, scope, day, key) include (n, x, y, z);
