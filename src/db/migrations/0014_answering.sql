CREATE TABLE "consultation_accesses" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"consultation" text NOT NULL,
	"number" text NOT NULL,
	"opened_at" timestamp with time zone,
	CONSTRAINT "consultation_accesses_agency_id_case_id_consultation_pk" PRIMARY KEY("agency_id","case_id","consultation")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "consultation_accesses_number" ON "consultation_accesses" USING btree ("number");