-- In which language whoever is consulted opened their page: later mails tell them in it, too.
ALTER TABLE "consultation_accesses" ADD COLUMN "language" text;--> statement-breakpoint
-- In which language somebody visits is told with their words: it goes with the content of the case.
create function erase_visit_language() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from visit_languages where (agency_id, case_id) = (new.agency_id, new.case_id);
  return null;
end $$;--> statement-breakpoint
create trigger ledger_visit_languages after insert on ledger for each row when (new.type = 'wordsErased') execute function erase_visit_language();
