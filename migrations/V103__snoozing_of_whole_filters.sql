-- How long the cases of a change of a whole filter rest, where that is the change.
alter table bulk_change add column snooze text;
