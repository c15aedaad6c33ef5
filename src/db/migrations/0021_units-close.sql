ALTER TABLE "units" ADD COLUMN "closed_at" timestamp with time zone;
--> statement-breakpoint
-- Whether the public may file follows from who is there: every process that keeps it in mind hears of a change, whoever makes it.
create function office_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('office', tg_table_name);
  return null;
end $$;
--> statement-breakpoint
create trigger people_told after insert or delete or update of agency_id, roles, ended_at on people
  for each statement execute function office_changed();
--> statement-breakpoint
create trigger agencies_told after insert or delete or update of name, taken_in_by on agencies
  for each statement execute function office_changed();
