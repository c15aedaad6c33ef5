-- What an agency chooses where the law is open: proposed by one, decided by another, in force from a day.
CREATE TABLE "choice_decisions" (
	"agency_id" text NOT NULL,
	"position" integer NOT NULL,
	"approved" boolean NOT NULL,
	"before" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "choice_decisions_agency_id_position_pk" PRIMARY KEY("agency_id","position")
);
--> statement-breakpoint
CREATE TABLE "choice_proposals" (
	"agency_id" text NOT NULL,
	"position" integer NOT NULL,
	"choice" text NOT NULL,
	"value" jsonb NOT NULL,
	"from_day" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "choice_proposals_agency_id_position_pk" PRIMARY KEY("agency_id","position")
);
--> statement-breakpoint
ALTER TABLE "choice_decisions" ADD CONSTRAINT "choice_decisions_of_proposal" FOREIGN KEY ("agency_id","position") REFERENCES "public"."choice_proposals"("agency_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice_proposals" ADD CONSTRAINT "choice_proposals_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
create trigger choice_proposals_append_only before update or delete on choice_proposals for each row execute function refuse_change();
--> statement-breakpoint
create trigger choice_proposals_no_truncate before truncate on choice_proposals for each statement execute function refuse_change();
--> statement-breakpoint
create trigger choice_decisions_append_only before update or delete on choice_decisions for each row execute function refuse_change();
--> statement-breakpoint
create trigger choice_decisions_no_truncate before truncate on choice_decisions for each statement execute function refuse_change();
--> statement-breakpoint
-- Four eyes: dates of citizens hang on it.
create function choice_second_person() returns trigger language plpgsql as $$
begin
  if exists (select from choice_proposals p where p.agency_id = new.agency_id and p.position = new.position
      and p."by" = new."by") then
    raise exception '% cannot decide on what they proposed', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger choice_decisions_second_person before insert on choice_decisions for each row execute function choice_second_person();
