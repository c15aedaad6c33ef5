CREATE TABLE "annual_reports" (
	"agency_id" text NOT NULL,
	"district" boolean NOT NULL,
	"year" integer NOT NULL,
	"n" integer NOT NULL,
	"act" text NOT NULL,
	"content" text NOT NULL,
	"digest" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "annual_reports_agency_id_district_year_n_pk" PRIMARY KEY("agency_id","district","year","n")
);
--> statement-breakpoint
CREATE TABLE "annual_texts" (
	"agency_id" text NOT NULL,
	"district" boolean NOT NULL,
	"year" integer NOT NULL,
	"part" text NOT NULL,
	"n" integer NOT NULL,
	"content" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "annual_texts_agency_id_district_year_part_n_pk" PRIMARY KEY("agency_id","district","year","part","n")
);
--> statement-breakpoint
ALTER TABLE "annual_reports" ADD CONSTRAINT "annual_reports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annual_texts" ADD CONSTRAINT "annual_texts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was made final and what was saved stays as it was written.
do $$
declare
  of text;
begin
  foreach of in array array['annual_reports', 'annual_texts'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', of || '_append_only', of);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', of || '_no_truncate', of);
  end loop;
end $$;
