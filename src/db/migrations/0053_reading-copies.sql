-- The reading copy of a case is made by a job and kept: one row a case, which says how far it is and what the last one was.
-- What is content stands behind the wall between agencies (0030).
CREATE TABLE "reading_copies" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"state" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer,
	"position" integer,
	"sha256" text,
	"size" integer,
	"pages" integer,
	"places" jsonb,
	"made_at" timestamp with time zone,
	CONSTRAINT "reading_copies_agency_id_case_id_pk" PRIMARY KEY("agency_id","case_id")
);
--> statement-breakpoint
alter table reading_copies enable row level security;
--> statement-breakpoint
create policy agency on reading_copies using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
