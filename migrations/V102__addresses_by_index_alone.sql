-- The cases of a range of addresses are read from the index alone: which row an address came from lay elsewhere for each.
drop index case_indicator_address;
create index case_indicator_address on case_indicator (indicator_address(type, value), case_id) include (type, value)
  where type in ('ipv4', 'ipv6', 'range');
