-- Every report has its filing from the transaction that stores it, so that what waits is found by an
-- index and filing never has to insert the row that another transaction is inserting.
insert into filing (report_id, status, updated_at)
select r.id, 'RECEIVED', r.received_at
from report r
where not exists (select 1 from filing f where f.report_id = r.id)
on conflict do nothing;
