CREATE TABLE "release_acts" (
	"released_id" text NOT NULL,
	"version" integer NOT NULL,
	"act" text NOT NULL,
	"why" text NOT NULL,
	"says" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "release_acts_released_id_version_pk" PRIMARY KEY("released_id","version")
);
--> statement-breakpoint
CREATE TABLE "released" (
	"id" text PRIMARY KEY NOT NULL,
	"uid" uuid NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid,
	"position" integer,
	"title" text NOT NULL,
	"document_number" text,
	"summary" text NOT NULL,
	"topic" text NOT NULL,
	"made_on" date,
	"released_on" date NOT NULL,
	"withdrawn_on" date,
	"withdrawn_why" text,
	"version" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"search" text NOT NULL,
	"pairs" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "released_files" (
	"released_id" text NOT NULL,
	"id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"type" text NOT NULL,
	"taken_off" integer,
	CONSTRAINT "released_files_released_id_id_pk" PRIMARY KEY("released_id","id")
);
--> statement-breakpoint
ALTER TABLE "release_acts" ADD CONSTRAINT "release_acts_released_id_released_id_fk" FOREIGN KEY ("released_id") REFERENCES "public"."released"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released" ADD CONSTRAINT "released_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released_files" ADD CONSTRAINT "released_files_released_id_released_id_fk" FOREIGN KEY ("released_id") REFERENCES "public"."released"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "released_uid" ON "released" USING btree ("uid");--> statement-breakpoint
CREATE UNIQUE INDEX "released_case" ON "released" USING btree ("agency_id","case_id");--> statement-breakpoint
CREATE INDEX "released_newest" ON "released" USING btree ("released_on","id") WHERE withdrawn_on is null;--> statement-breakpoint
CREATE INDEX "released_agency" ON "released" USING btree ("agency_id","released_on","id");--> statement-breakpoint
CREATE INDEX "released_pairs" ON "released" USING gin ("pairs");--> statement-breakpoint
-- What was published, and what became of it, is on record: added to, never changed.
create trigger release_acts_append_only before update or delete on release_acts for each row execute function refuse_change();
--> statement-breakpoint
create trigger release_acts_no_truncate before truncate on release_acts for each statement execute function refuse_change();
--> statement-breakpoint
create trigger released_no_delete before delete on released for each row execute function refuse_change();
--> statement-breakpoint
create trigger released_files_no_delete before delete on released_files for each row execute function refuse_change();
