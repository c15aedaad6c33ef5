-- A cover that gives the deputy what they do not have is approved by the security officer.
ALTER TABLE "covers" ADD COLUMN "approved" boolean;--> statement-breakpoint
ALTER TABLE "covers" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "covers" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
-- Those that were arranged before hold as they did.
update covers set approved = true, decided_by = 'system', decided_at = at;--> statement-breakpoint
ALTER TABLE "covers" ADD CONSTRAINT "covers_decided" CHECK (num_nulls("covers"."approved", "covers"."decided_by", "covers"."decided_at") in (0, 3) and ("covers"."approved" is distinct from false or "covers"."ended_at" is not null));
--> statement-breakpoint
-- Four eyes: nobody decides on what they arranged, nor on a cover that concerns them.
create function cover_second_person() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.decided_by <> 'system' and (new.decided_by = new."by" or exists (
      select from people p where p.id in (new.person_id, new.covered_by) and 'staff:' || p.username = new.decided_by)) then
    raise exception '% cannot decide on this cover', new.decided_by using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger covers_second_person before insert or update on covers for each row execute function cover_second_person();
