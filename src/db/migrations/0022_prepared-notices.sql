CREATE TABLE "prepared_notices" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"said" jsonb NOT NULL,
	"version" integer NOT NULL,
	"prepared_by" text NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"opinion" text,
	"returned_by" text,
	"returned_at" timestamp with time zone,
	CONSTRAINT "prepared_notices_agency_id_case_id_id_pk" PRIMARY KEY("agency_id","case_id","id")
);
