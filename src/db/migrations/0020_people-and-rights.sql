CREATE TABLE "covers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"covered_by" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "covers_of_another" CHECK ("covers"."person_id" <> "covers"."covered_by"),
	CONSTRAINT "covers_days" CHECK ("covers"."from_day" <= "covers"."to_day")
);
--> statement-breakpoint
CREATE TABLE "person_units" (
	"person_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	CONSTRAINT "person_units_person_id_unit_id_pk" PRIMARY KEY("person_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "right_decisions" (
	"person_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"approved" boolean NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "right_decisions_person_id_position_pk" PRIMARY KEY("person_id","position")
);
--> statement-breakpoint
CREATE TABLE "right_proposals" (
	"person_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"roles" text[] NOT NULL,
	"units" text[] NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "right_proposals_person_id_position_pk" PRIMARY KEY("person_id","position")
);
--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_unit_id_units_id_fk";
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "covers" ADD CONSTRAINT "covers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "covers" ADD CONSTRAINT "covers_covered_by_people_id_fk" FOREIGN KEY ("covered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_units" ADD CONSTRAINT "person_units_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_units" ADD CONSTRAINT "person_units_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "right_decisions" ADD CONSTRAINT "right_decisions_of_proposal" FOREIGN KEY ("person_id","position") REFERENCES "public"."right_proposals"("person_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "right_proposals" ADD CONSTRAINT "right_proposals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "covers_covered_by_to_day_index" ON "covers" USING btree ("covered_by","to_day");--> statement-breakpoint
CREATE INDEX "person_units_unit_id_index" ON "person_units" USING btree ("unit_id");--> statement-breakpoint
insert into person_units (person_id, unit_id) select id, unit_id from people where unit_id is not null;--> statement-breakpoint
update people set ended_at = now() where not active;--> statement-breakpoint
ALTER TABLE "people" DROP COLUMN "unit_id";--> statement-breakpoint
ALTER TABLE "people" DROP COLUMN "active";--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_separate_duties" CHECK (cardinality("people"."roles") <= 1 or not "people"."roles" && '{admin,security,auditor}');
--> statement-breakpoint
create trigger right_proposals_append_only before update or delete on right_proposals for each row execute function refuse_change();
--> statement-breakpoint
create trigger right_proposals_no_truncate before truncate on right_proposals for each statement execute function refuse_change();
--> statement-breakpoint
create trigger right_decisions_append_only before update or delete on right_decisions for each row execute function refuse_change();
--> statement-breakpoint
create trigger right_decisions_no_truncate before truncate on right_decisions for each statement execute function refuse_change();
--> statement-breakpoint
-- Four eyes: nobody decides on what they proposed, nor on their own rights.
create function right_second_person() returns trigger language plpgsql as $$
begin
  if exists (select from right_proposals p where p.person_id = new.person_id and p.position = new.position
      and p."by" = new."by" and new."by" <> 'system')
    or exists (select from people p where p.id = new.person_id and 'staff:' || p.username = new."by") then
    raise exception '% cannot decide on these rights', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger right_decisions_second_person before insert on right_decisions for each row execute function right_second_person();
--> statement-breakpoint
-- Nor does anybody propose rights for themselves.
create function right_of_another() returns trigger language plpgsql as $$
begin
  if exists (select from people p where p.id = new.person_id and 'staff:' || p.username = new."by") then
    raise exception '% cannot propose rights for themselves', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger right_proposals_of_another before insert on right_proposals for each row execute function right_of_another();
