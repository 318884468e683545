-- Reporters and hosts are read from their indexes alone, as addresses are: rows of reports and of indicators lie here and
-- there. An index of an expression must hold what the expression is made of.
drop index case_report_by_reporter;
create index case_report_by_reporter on case_report (lower(reporter) text_pattern_ops, case_id) include (reporter)
  where reporter is not null;
drop index case_report_by_domain;
create index case_report_by_domain on case_report (split_part(lower(reporter), '@', 2), case_id) include (reporter)
  where reporter is not null;
drop index case_indicator_host;
create index case_indicator_host on case_indicator (indicator_host(type, value) text_pattern_ops, case_id) include (type, value)
  where type in ('domain', 'email');
