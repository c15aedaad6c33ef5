-- Internal words go with the content of their case, and none come after it: nothing would take them out again.
create function refuse_words_of_erased() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from ledger where (agency_id, case_id) = (new.agency_id, new.case_id) and type = 'wordsErased') then
    raise exception 'the content of this case is destroyed: nothing is said about it any more' using errcode = 'check_violation';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger internal_words_none_after before insert or update on internal_words for each row execute function refuse_words_of_erased();
