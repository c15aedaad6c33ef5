CREATE TABLE "course_sums" (
	"agency_id" text NOT NULL,
	"year" integer NOT NULL,
	"unit_id" text,
	"outcome" text,
	"answered" integer NOT NULL,
	"returned" integer NOT NULL,
	"returns" integer NOT NULL,
	"reviewed" integer NOT NULL,
	"first_time" integer NOT NULL,
	"register" integer,
	"assign" integer,
	"draft" integer,
	"review" integer,
	"sign" integer,
	"serve" integer,
	"confirm" integer,
	"register_of" integer NOT NULL,
	"assign_of" integer NOT NULL,
	"draft_of" integer NOT NULL,
	"review_of" integer NOT NULL,
	"sign_of" integer NOT NULL,
	"serve_of" integer NOT NULL,
	"confirm_of" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "course_sums_year" ON "course_sums" USING btree ("agency_id","year");