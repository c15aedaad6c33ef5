CREATE TABLE "identity_looks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "identity_looks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"paper" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_papers" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"type" text NOT NULL,
	"sealed" "bytea",
	"at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone,
	CONSTRAINT "identity_papers_agency_id_case_id_id_pk" PRIMARY KEY("agency_id","case_id","id")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"basket" text NOT NULL,
	"visitor" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"type" text NOT NULL,
	"sealed" "bytea",
	"at" timestamp with time zone NOT NULL,
	"claimed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "identity_looks_case" ON "identity_looks" USING btree ("agency_id","case_id","id");--> statement-breakpoint
CREATE INDEX "uploads_basket" ON "uploads" USING btree ("basket");--> statement-breakpoint
CREATE INDEX "uploads_visitor" ON "uploads" USING btree ("visitor","at");--> statement-breakpoint
CREATE INDEX "uploads_at" ON "uploads" USING btree ("at");--> statement-breakpoint
-- Who looked at a paper of identity stays known.
create trigger identity_looks_append_only before update or delete on identity_looks for each row execute function refuse_change();
--> statement-breakpoint
create trigger identity_looks_no_truncate before truncate on identity_looks for each statement execute function refuse_change();
--> statement-breakpoint
-- A paper of identity may be erased; nobody may exchange it, or take away that there was one.
create function only_erase_identity_paper() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.sealed is null
    and (new.agency_id, new.case_id, new.id, new.name, new.size, new.type, new.at)
      = (old.agency_id, old.case_id, old.id, old.name, old.size, old.type, old.at) then
    return new;
  end if;
  raise exception 'identity_papers is added to and erased, never changed';
end $$;
--> statement-breakpoint
create trigger identity_papers_only_erased before update or delete on identity_papers for each row execute function only_erase_identity_paper();
--> statement-breakpoint
create trigger identity_papers_no_truncate before truncate on identity_papers for each statement execute function refuse_change();
