-- A change of the reading room is read by the rule of the readings in a case: three persons, of whom whoever proposed it is not
-- the first, unless nobody else may read first. Before, a small office that had no fourth person could put nothing right.
create or replace function release_change_read() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  was integer := jsonb_array_length(old.readings);
  added integer := jsonb_array_length(new.readings) - was;
begin
  if (new.id, new.agency_id, new.kind, new.version, new.says, new.take_off, new.found, new.why, new."by", new.at)
      is distinct from
      (old.id, old.agency_id, old.kind, old.version, old.says, old.take_off, old.found, old.why, old."by", old.at)
    or old.released_id is not null and new.released_id is distinct from old.released_id
    or old.ended is not null
    or added not in (0, 1)
    or (select coalesce(jsonb_agg(r order by n), '[]') from jsonb_array_elements(new.readings) with ordinality e (r, n) where n <= was)
      <> old.readings
    or added = 1 and exists (
      select from jsonb_array_elements(old.readings) r where r ->> 'by' = new.readings -> was ->> 'by')
    or added = 1 and was = 0 and new.readings -> 0 ->> 'by' = old."by" and exists (
      select from people p join agencies a on a.id = old.agency_id
      where p.ended_at is null and 'staff:' || p.username <> old."by" and p.roles && '{handler,counsel,head}'
        and p.agency_id in (a.id, a.taken_in_by))
    or new.ended = 'done' and jsonb_array_length(new.readings) < 3 then
    raise exception 'a change of the reading room that waits is read, and nothing else' using errcode = 'check_violation';
  end if;
  return new;
end $$;
