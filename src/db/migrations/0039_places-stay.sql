-- Number and code open a file, and the code follows from the number: a row that was given the number of another would be
-- opened with that one's code. What a case and an answer number were filed under stays; keys and codes change when they are
-- sealed anew, by the owner of the tables.
create function place_stays() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if owns(tg_relid) then
    return new;
  end if;
  raise exception 'a row of % keeps its place, its number and its key', tg_table_name using errcode = 'check_violation';
end $$;
--> statement-breakpoint
create trigger cases_place_stays before update on cases for each row
  when ((old.agency_id, old.id, old.receipt, old.submitted_at, old.workflow, old.keys, old.code)
    is distinct from (new.agency_id, new.id, new.receipt, new.submitted_at, new.workflow, new.keys, new.code))
  execute function place_stays();
--> statement-breakpoint
create trigger consultation_accesses_place_stays before update on consultation_accesses for each row
  when ((old.agency_id, old.case_id, old.consultation, old.number, old.keys, old.code)
    is distinct from (new.agency_id, new.case_id, new.consultation, new.number, new.keys, new.code))
  execute function place_stays();
