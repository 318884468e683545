-- Pairs of characters are looked up as they are kept: as words. As beginnings, each reads what begins with it from the
-- index and forgets the order, which takes ten times as long. A single character is the beginning of pairs.
create or replace function search_query(content text, how text) returns tsquery language plpgsql immutable strict parallel safe as $$
declare
  t text := search_spaced(content);
  q tsquery;
  pair tsquery;
  run text;
begin
  if octet_length(t) > char_length(t) then
    for run in select m[1] from regexp_matches(t, '([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+)', 'g') m loop
      for i in 1 .. greatest(char_length(run) - 1, 1) loop
        pair := to_tsquery('simple', '''' || substr(run, i, 2) || '''' || case when char_length(run) = 1 then ':*' else '' end);
        q := coalesce(q && pair, pair);
      end loop;
    end loop;
    t := regexp_replace(t, '[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+', ' ', 'g');
  end if;
  if t ~ '\S' then
    q := coalesce(q && case how
        when 'phrase' then phraseto_tsquery('simple', t)
        when 'prefix' then to_tsquery('simple', '''' || t || ''':*')
        else plainto_tsquery('simple', t) end,
      case how
        when 'phrase' then phraseto_tsquery('simple', t)
        when 'prefix' then to_tsquery('simple', '''' || t || ''':*')
        else plainto_tsquery('simple', t) end);
  end if;
  return coalesce(q, ''::tsquery);
end $$;
