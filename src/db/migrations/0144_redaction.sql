-- 区分处理: what is marked in the files of a case, step by step, and the files that came of it. Steps and results are evidence of who marked what and why.
CREATE TABLE "redaction_results" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"file" uuid NOT NULL,
	"result" uuid NOT NULL,
	"step" integer NOT NULL,
	"verdict" jsonb NOT NULL,
	"confirmed_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "redaction_results_agency_id_case_id_result_pk" PRIMARY KEY("agency_id","case_id","result")
);
--> statement-breakpoint
CREATE TABLE "redaction_steps" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"file" uuid NOT NULL,
	"step" integer NOT NULL,
	"added" jsonb NOT NULL,
	"removed" jsonb NOT NULL,
	"undoes" integer,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "redaction_steps_agency_id_case_id_file_step_pk" PRIMARY KEY("agency_id","case_id","file","step")
);
--> statement-breakpoint
CREATE TABLE "redactions" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"file" uuid NOT NULL,
	"state" text NOT NULL,
	"step" integer NOT NULL,
	"pages" jsonb NOT NULL,
	"asked_by" text,
	"confirmed_by" text,
	"done" integer DEFAULT 0 NOT NULL,
	"why" text,
	"verdict" jsonb,
	"result" uuid,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "redactions_agency_id_case_id_file_pk" PRIMARY KEY("agency_id","case_id","file")
);
--> statement-breakpoint
CREATE INDEX "redaction_results_of" ON "redaction_results" USING btree ("agency_id","case_id","file");--> statement-breakpoint
create trigger redaction_steps_append_only before update or delete on redaction_steps for each row execute function refuse_change();--> statement-breakpoint
create trigger redaction_steps_no_truncate before truncate on redaction_steps for each statement execute function refuse_change();--> statement-breakpoint
create trigger redaction_results_append_only before update or delete on redaction_results for each row execute function refuse_change();--> statement-breakpoint
create trigger redaction_results_no_truncate before truncate on redaction_results for each statement execute function refuse_change();
