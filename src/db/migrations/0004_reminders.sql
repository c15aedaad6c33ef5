CREATE TABLE "reminders" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"due_on" date NOT NULL,
	"mark" text NOT NULL,
	"on" date NOT NULL,
	CONSTRAINT "reminders_agency_id_case_id_kind_due_on_mark_pk" PRIMARY KEY("agency_id","case_id","kind","due_on","mark")
);
--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "remind_before" integer[] DEFAULT '{5,3,1}' NOT NULL;