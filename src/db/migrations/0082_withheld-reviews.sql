CREATE TABLE "withheld_reviews" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"result" text NOT NULL,
	"position" integer NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "withheld_reviews_agency_id_case_id_n_pk" PRIMARY KEY("agency_id","case_id","n"),
	CONSTRAINT "withheld_reviews_result" CHECK ("withheld_reviews"."result" in ('stays', 'open'))
);
--> statement-breakpoint
ALTER TABLE "withheld_reviews" ADD CONSTRAINT "withheld_reviews_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was found stays as it was found: the last line holds. The reason is in the ledger of the case, at `position`.
create trigger withheld_reviews_append_only before update or delete on withheld_reviews for each row execute function refuse_change();--> statement-breakpoint
create trigger withheld_reviews_no_truncate before truncate on withheld_reviews for each statement execute function refuse_change();
