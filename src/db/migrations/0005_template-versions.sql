CREATE TABLE "template_acts" (
	"agency_id" text NOT NULL,
	"template" text NOT NULL,
	"position" integer NOT NULL,
	"version" integer NOT NULL,
	"act" text NOT NULL,
	"day" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "template_acts_agency_id_template_position_pk" PRIMARY KEY("agency_id","template","position"),
	CONSTRAINT "template_acts_once" UNIQUE("agency_id","template","version","act")
);
--> statement-breakpoint
CREATE TABLE "template_versions" (
	"agency_id" text NOT NULL,
	"template" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"resolved" text NOT NULL,
	"digest" text NOT NULL,
	"based_on" integer,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "template_versions_agency_id_template_version_pk" PRIMARY KEY("agency_id","template","version")
);
--> statement-breakpoint
ALTER TABLE "template_acts" ADD CONSTRAINT "template_acts_of_version" FOREIGN KEY ("agency_id","template","version") REFERENCES "public"."template_versions"("agency_id","template","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;