CREATE TABLE "calendars" (
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"arrangement" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendars_year_version_pk" PRIMARY KEY("year","version")
);
