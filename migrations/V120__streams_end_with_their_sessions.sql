-- All nodes hear that a session ended, by whatever way, or that somebody may see other cases than before: the streams of
-- their open pages end at once. Few transactions do that, so that none waits long for another at its commit.
create function tell_session_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('demarc_sessions', 'session ' || old.id);
  return null;
end $$;
create trigger session_ended after delete on session for each row execute function tell_session_ended();

create function tell_person_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('demarc_sessions', 'person ' || new.username);
  return null;
end $$;
create trigger person_changed after update on person for each row
  when ((old.role, old.queues, old.side, old.disabled) is distinct from (new.role, new.queues, new.side, new.disabled))
  execute function tell_person_changed();
