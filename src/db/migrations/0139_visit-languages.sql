CREATE TABLE "visit_languages" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"language" text NOT NULL,
	CONSTRAINT "visit_languages_agency_id_case_id_pk" PRIMARY KEY("agency_id","case_id")
);
