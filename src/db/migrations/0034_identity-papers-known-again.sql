ALTER TABLE "identity_papers" ADD COLUMN "proof" text;--> statement-breakpoint
CREATE INDEX "identity_papers_proof" ON "identity_papers" USING btree ("proof");
--> statement-breakpoint
-- The proof outlives the picture, and is no more exchanged than the rest.
create or replace function only_erase_identity_paper() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.sealed is null and new.proof is not distinct from old.proof
    and (new.agency_id, new.case_id, new.id, new.name, new.size, new.type, new.at)
      = (old.agency_id, old.case_id, old.id, old.name, old.size, old.type, old.at) then
    return new;
  end if;
  raise exception 'identity_papers is added to and erased, never changed';
end $$;
