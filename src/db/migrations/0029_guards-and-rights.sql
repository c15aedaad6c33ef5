-- A trigger that looks names up by the path of whoever writes can be shown a temporary table in their place: the schema of
-- temporary tables comes first on every path that does not name it.
alter function choice_second_person() set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function office_changed() set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function only_erase_identity_paper() set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function refuse_change() set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function right_of_another() set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function right_second_person() set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function seal_second_person() set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function template_second_person() set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
-- The guards below are against the role of the service: whoever owns a table could take them off.
create function owns(of regclass) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp
as $$ select pg_has_role(current_user, relowner, 'member') from pg_class where oid = of $$;
--> statement-breakpoint
-- Roles and units are those of the last approved decision, and nobody is moved to another agency with them, but from the
-- one that stands for a name still to come. Only an office without staff of its own begins without one: its
-- first administrator, and the people of a demonstration.
create function right_decided() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  whose uuid;
  last right_proposals;
begin
  if owns(tg_relid) or not exists (select from people where not demonstration) then
    return new;
  end if;
  whose := case when tg_table_name = 'people' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'person_id' end;
  select p.* into last from right_proposals p join right_decisions d using (person_id, position)
    where person_id = whose and d.approved order by position desc limit 1;
  if tg_table_name = 'person_units' then
    if new.unit_id = any(last.units) then
      return new;
    end if;
  elsif tg_op = 'UPDATE' and new.agency_id <> old.agency_id and exists (select from cases where agency_id = old.agency_id) then
    raise exception 'the agency of % has cases, and keeps its people', new.username using errcode = 'check_violation';
  elsif new.demonstration and (tg_op = 'INSERT' or not old.demonstration) then
    raise exception 'this office has staff of its own: % is of no demonstration', new.username using errcode = 'check_violation';
  elsif new.roles = '{}' or tg_op = 'UPDATE' and new.roles = old.roles
    or new.roles <@ last.roles and new.roles @> last.roles then
    return new;
  end if;
  raise exception 'no decision gives % these rights', whose using errcode = 'check_violation';
end $$;
--> statement-breakpoint
create trigger people_right_decided before insert or update of roles, agency_id, demonstration on people
  for each row execute function right_decided();
--> statement-breakpoint
create trigger person_units_right_decided before insert or update on person_units
  for each row execute function right_decided();
--> statement-breakpoint
-- What is public changes by an act that stays on record: each change is the next version, and by the end of its transaction
-- its act says the same.
create function released_next_version() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if owns(tg_relid) or new.version = old.version + 1
    and (new.id, new.uid, new.agency_id, new.case_id) is not distinct from (old.id, old.uid, old.agency_id, old.case_id) then
    return new;
  end if;
  raise exception '% changes by the next version alone', old.id using errcode = 'check_violation';
end $$;
--> statement-breakpoint
create trigger released_next_version before update on released for each row execute function released_next_version();
--> statement-breakpoint
create function released_by_act() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  wanted text[] := '{published}';
begin
  if tg_op = 'UPDATE' then
    wanted := case
      when old.withdrawn_on is null and new.withdrawn_on is not null then '{withdrawn}'
      when (new.withdrawn_on, new.withdrawn_why) is distinct from (old.withdrawn_on, old.withdrawn_why)
        or (new.released_on, new.position) is distinct from (old.released_on, old.position) then '{restored}'
      else '{corrected,restored}' end;
  end if;
  if owns(tg_relid) or exists (select from release_acts a
      where a.released_id = new.id and a.version = new.version and a.act = any(wanted)
        and (a.act <> 'withdrawn' or a.why = new.withdrawn_why)
        and (a.says ->> 'title', a.says ->> 'documentNumber', a.says ->> 'summary', a.says ->> 'topic', (a.says ->> 'madeOn')::date)
          is not distinct from (new.title, new.document_number, new.summary, new.topic, new.made_on)) then
    return null;
  end if;
  raise exception 'no act says what version % of % does', new.version, new.id using errcode = 'check_violation';
end $$;
--> statement-breakpoint
create constraint trigger released_by_act after insert or update on released deferrable initially deferred
  for each row execute function released_by_act();
--> statement-breakpoint
-- Its files come and go with a version: in the transaction that wrote it.
create function released_files_with_version() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if owns(tg_relid) or exists (select from released r where r.id = new.released_id and r.xmin = pg_current_xact_id()::xid
      and (tg_op = 'INSERT' and new.taken_off is null
        or tg_op = 'UPDATE' and old.taken_off is null and new.taken_off = r.version
          and (to_jsonb(new) - 'taken_off') = (to_jsonb(old) - 'taken_off'))) then
    return new;
  end if;
  raise exception 'files of % change with a version of it alone', new.released_id using errcode = 'check_violation';
end $$;
--> statement-breakpoint
create trigger released_files_with_version before insert or update on released_files
  for each row execute function released_files_with_version();
