CREATE TABLE "monthly_definitions" (
	"agency_id" text NOT NULL,
	"district" boolean NOT NULL,
	"n" integer NOT NULL,
	"content" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "monthly_definitions_agency_id_district_n_pk" PRIMARY KEY("agency_id","district","n")
);
--> statement-breakpoint
CREATE TABLE "monthly_entries" (
	"agency_id" text NOT NULL,
	"district" boolean NOT NULL,
	"month" text NOT NULL,
	"code" text NOT NULL,
	"n" integer NOT NULL,
	"content" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "monthly_entries_agency_id_district_month_code_n_pk" PRIMARY KEY("agency_id","district","month","code","n")
);
--> statement-breakpoint
CREATE TABLE "monthly_pushes" (
	"agency_id" text NOT NULL,
	"district" boolean NOT NULL,
	"month" text NOT NULL,
	"n" integer NOT NULL,
	"attempt" integer NOT NULL,
	"outcome" text NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "monthly_pushes_agency_id_district_month_n_attempt_pk" PRIMARY KEY("agency_id","district","month","n","attempt")
);
--> statement-breakpoint
CREATE TABLE "monthly_reminders" (
	"person_id" uuid NOT NULL,
	"on" date NOT NULL,
	CONSTRAINT "monthly_reminders_person_id_on_pk" PRIMARY KEY("person_id","on")
);
--> statement-breakpoint
CREATE TABLE "monthly_returns" (
	"agency_id" text NOT NULL,
	"district" boolean NOT NULL,
	"month" text NOT NULL,
	"n" integer NOT NULL,
	"act" text NOT NULL,
	"content" text NOT NULL,
	"digest" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "monthly_returns_agency_id_district_month_n_pk" PRIMARY KEY("agency_id","district","month","n")
);
--> statement-breakpoint
ALTER TABLE "monthly_definitions" ADD CONSTRAINT "monthly_definitions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_entries" ADD CONSTRAINT "monthly_entries_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_pushes" ADD CONSTRAINT "monthly_pushes_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_reminders" ADD CONSTRAINT "monthly_reminders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_returns" ADD CONSTRAINT "monthly_returns_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was reported, entered, set and sent stays as it was written.
do $$
declare
  of text;
begin
  foreach of in array array['monthly_returns', 'monthly_entries', 'monthly_definitions', 'monthly_pushes'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', of || '_append_only', of);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', of || '_no_truncate', of);
  end loop;
end $$;
