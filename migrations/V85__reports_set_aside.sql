-- Reports that were filed without a case, as people look through them.
create index filing_set_aside on filing (report_id desc) where set_aside is not null;
