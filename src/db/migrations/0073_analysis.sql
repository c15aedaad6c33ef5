CREATE TABLE "analysis_drafts" (
	"agency_id" text NOT NULL,
	"district" boolean NOT NULL,
	"year" integer NOT NULL,
	"n" integer NOT NULL,
	"content" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "analysis_drafts_agency_id_district_year_n_pk" PRIMARY KEY("agency_id","district","year","n")
);
--> statement-breakpoint
CREATE TABLE "analysis_placings" (
	"agency_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"belongs" boolean NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "analysis_placings_agency_id_kind_name_case_id_n_pk" PRIMARY KEY("agency_id","kind","name","case_id","n")
);
--> statement-breakpoint
CREATE TABLE "analysis_subjects" (
	"agency_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"n" integer NOT NULL,
	"words" text[] NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "analysis_subjects_agency_id_kind_name_n_pk" PRIMARY KEY("agency_id","kind","name","n")
);
--> statement-breakpoint
ALTER TABLE "analysis_drafts" ADD CONSTRAINT "analysis_drafts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_placings" ADD CONSTRAINT "analysis_placings_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_subjects" ADD CONSTRAINT "analysis_subjects_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was kept for the analysis stays as it was written: the last line holds.
do $$
declare
  of text;
begin
  foreach of in array array['analysis_subjects', 'analysis_placings', 'analysis_drafts'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', of || '_append_only', of);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', of || '_no_truncate', of);
  end loop;
end $$;
