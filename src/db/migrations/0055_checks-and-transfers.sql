-- The four checks of archived cases, and what was handed over to an archive on the strength of them. They name cases by their
-- numbers alone. What people decided stays as it was written; how far a job has come is told by the two tables that may change.
CREATE TABLE "archive_checks" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"selection" jsonb NOT NULL,
	"state" text NOT NULL,
	"done" integer NOT NULL,
	"report" jsonb,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone,
	CONSTRAINT "archive_checks_agency_id_number_pk" PRIMARY KEY("agency_id","number")
);
--> statement-breakpoint
CREATE TABLE "archive_check_confirmations" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"item" text NOT NULL,
	"passed" boolean NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "archive_check_confirmations_agency_id_number_item_pk" PRIMARY KEY("agency_id","number","item")
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"checked" integer NOT NULL,
	"said" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "transfers_agency_id_number_pk" PRIMARY KEY("agency_id","number")
);
--> statement-breakpoint
CREATE TABLE "transfer_items" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"nth" integer NOT NULL,
	"case_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"facts" integer NOT NULL,
	"head" text NOT NULL,
	CONSTRAINT "transfer_items_agency_id_number_nth_pk" PRIMARY KEY("agency_id","number","nth")
);
--> statement-breakpoint
CREATE TABLE "transfer_packages" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"done" integer NOT NULL,
	"trouble" text,
	"sha256" text,
	"size" bigint,
	"digests" jsonb,
	"made_at" timestamp with time zone,
	CONSTRAINT "transfer_packages_agency_id_number_pk" PRIMARY KEY("agency_id","number")
);
--> statement-breakpoint
CREATE TABLE "transfer_answers" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"accepted" boolean NOT NULL,
	"on" date NOT NULL,
	"received_by" text NOT NULL,
	"document" text NOT NULL,
	"why" text NOT NULL,
	"returned" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "transfer_answers_agency_id_number_pk" PRIMARY KEY("agency_id","number")
);
--> statement-breakpoint
ALTER TABLE "archive_checks" ADD CONSTRAINT "archive_checks_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transfer_items_case" ON "transfer_items" USING btree ("agency_id","case_id");--> statement-breakpoint
do $$
declare
  of text;
begin
  foreach of in array array['archive_check_confirmations', 'transfers', 'transfer_items', 'transfer_answers'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', of || '_append_only', of);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', of || '_no_truncate', of);
  end loop;
end $$;
