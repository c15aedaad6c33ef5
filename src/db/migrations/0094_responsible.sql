-- Who answers for disclosure, and how the office is reached, is reported where it changes (变动报备). The database keeps each change
-- in the transaction that makes it: by a form, an import, the command line. What is restored, or copied whole, has its lines already.
CREATE TABLE "responsible_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "responsible_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"agency_id" text NOT NULL,
	"what" text NOT NULL,
	"person_id" uuid,
	"person_name" text,
	"begins" boolean,
	"before" jsonb,
	"after" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "responsible_reports" (
	"change_id" bigint PRIMARY KEY NOT NULL,
	"reported_to" text,
	"reported_on" date,
	"document" text NOT NULL,
	"why" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "responsible_reports" ADD CONSTRAINT "responsible_reports_change_id_responsible_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."responsible_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "responsible_changes_agency" ON "responsible_changes" USING btree ("agency_id","id");--> statement-breakpoint
ALTER TABLE "responsible_reports" ADD CONSTRAINT "responsible_reports_one_way" CHECK (num_nulls("responsible_reports"."reported_to", "responsible_reports"."reported_on") in (0, 2) and ("responsible_reports"."why" is null) = ("responsible_reports"."reported_to" is not null));--> statement-breakpoint
create function responsible_person_changed() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  post text;
  had boolean;
  has boolean;
begin
  foreach post in array array['head', 'registrar'] loop
    had := tg_op = 'UPDATE' and old.ended_at is null and post = any(old.roles);
    has := new.ended_at is null and post = any(new.roles);
    if had is distinct from has then
      insert into responsible_changes (agency_id, what, person_id, person_name, begins)
      values (new.agency_id, post, new.id, new.name, has);
    end if;
  end loop;
  return null;
end $$;--> statement-breakpoint
create trigger responsible after insert or update of roles, ended_at on people
  for each row execute function responsible_person_changed();--> statement-breakpoint
create function responsible_contact_changed() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  earlier jsonb;
  later jsonb;
begin
  select jsonb_object_agg(k, old.profile -> k), jsonb_object_agg(k, new.profile -> k) into earlier, later
  from unnest(array['office', 'address', 'postcode', 'phone', 'fax', 'email', 'hours']) k
  where old.profile ->> k is distinct from new.profile ->> k;
  if old.name is distinct from new.name then
    earlier := coalesce(earlier, '{}') || jsonb_build_object('name', old.name);
    later := coalesce(later, '{}') || jsonb_build_object('name', new.name);
  end if;
  if earlier is not null then
    insert into responsible_changes (agency_id, what, before, after) values (new.id, 'contact', earlier, later);
  end if;
  return null;
end $$;--> statement-breakpoint
create trigger responsible after update of name, profile on agencies
  for each row execute function responsible_contact_changed();--> statement-breakpoint
create trigger responsible_changes_append_only before update or delete on responsible_changes for each row execute function refuse_change();--> statement-breakpoint
create trigger responsible_changes_no_truncate before truncate on responsible_changes for each statement execute function refuse_change();--> statement-breakpoint
create trigger responsible_reports_append_only before update or delete on responsible_reports for each row execute function refuse_change();--> statement-breakpoint
create trigger responsible_reports_no_truncate before truncate on responsible_reports for each statement execute function refuse_change();
