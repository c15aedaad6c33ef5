CREATE TABLE "cases" (
	"agency_id" text NOT NULL,
	"id" uuid NOT NULL,
	"receipt" text NOT NULL,
	"number" text,
	"workflow" text NOT NULL,
	"state" jsonb NOT NULL,
	"context" jsonb NOT NULL,
	"length" integer NOT NULL,
	"head" text NOT NULL,
	"stage" text NOT NULL,
	"step" text NOT NULL,
	"channel" text NOT NULL,
	"submitted_on" date NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"received_on" date,
	"due_on" date,
	"provisional" boolean NOT NULL,
	"status" text NOT NULL,
	"settled_on" date,
	"next_due_on" date,
	"next_due_for" text,
	"outcome" text,
	"unit_id" text,
	"handler_id" uuid,
	"drafted_by" uuid,
	"title" text NOT NULL,
	"applicant_name" text NOT NULL,
	"applicant_column" text NOT NULL,
	"applicant_key" text NOT NULL,
	"email" text,
	"search" text NOT NULL,
	CONSTRAINT "cases_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"whose" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "identities_agency_id_case_id_whose_pk" PRIMARY KEY("agency_id","case_id","whose")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"type" text NOT NULL,
	"on" date NOT NULL,
	"open" jsonb NOT NULL,
	"words" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "unsequenced" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unsequenced_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "words" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"salt" text NOT NULL,
	"said" jsonb NOT NULL,
	CONSTRAINT "words_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"due_on" date NOT NULL,
	"because" text NOT NULL,
	"provisional" boolean NOT NULL,
	CONSTRAINT "deadlines_agency_id_case_id_kind_pk" PRIMARY KEY("agency_id","case_id","kind")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"occasion" text NOT NULL,
	"message_id" text NOT NULL,
	"intended_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"proof" text,
	CONSTRAINT "deliveries_agency_id_case_id_occasion_pk" PRIMARY KEY("agency_id","case_id","occasion")
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"type" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "files_agency_id_case_id_id_pk" PRIMARY KEY("agency_id","case_id","id")
);
--> statement-breakpoint
CREATE TABLE "log" (
	"index" bigint PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_nodes" (
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "log_nodes_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "seals_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "agencies" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"taken_in_by" text NOT NULL,
	"profile" jsonb NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"status" integer NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "answers_key" UNIQUE("scope","key")
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"agency_id" text NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"value" integer NOT NULL,
	CONSTRAINT "counters_agency_id_year_kind_pk" PRIMARY KEY("agency_id","year","kind")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"unit_id" text,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"password" text,
	"email" text,
	"active" boolean DEFAULT true NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	CONSTRAINT "people_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"csrf" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" text PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template" text NOT NULL,
	"digest" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"number" text,
	"data" jsonb NOT NULL,
	"made_on" date NOT NULL,
	"issued_at" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"fonts" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "letters_agency_id_case_id_id_pk" PRIMARY KEY("agency_id","case_id","id")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"digest" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"in_force" date NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_receipt" ON "cases" USING btree ("receipt");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("agency_id","number");--> statement-breakpoint
CREATE INDEX "cases_desk" ON "cases" USING btree ("agency_id","next_due_on","id") WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_stage" ON "cases" USING btree ("agency_id","stage","next_due_on","id");--> statement-breakpoint
CREATE INDEX "cases_handler" ON "cases" USING btree ("agency_id","handler_id","next_due_on");--> statement-breakpoint
CREATE INDEX "cases_applicant" ON "cases" USING btree ("agency_id","applicant_key","received_on");--> statement-breakpoint
CREATE INDEX "cases_search" ON "cases" USING gin (search gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("due_on","agency_id");--> statement-breakpoint
CREATE UNIQUE INDEX "log_fact" ON "log" USING btree ("agency_id","case_id","position");--> statement-breakpoint
CREATE INDEX "sessions_person_id_index" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "letters_number" ON "letters" USING btree ("agency_id","number");