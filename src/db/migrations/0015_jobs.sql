CREATE TABLE "calendar_alarms" (
	"year" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"on" date NOT NULL,
	CONSTRAINT "calendar_alarms_year_person_id_pk" PRIMARY KEY("year","person_id")
);
--> statement-breakpoint
CREATE TABLE "differing_cases" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"what" text NOT NULL,
	"position" integer,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "differing_cases_agency_id_case_id_pk" PRIMARY KEY("agency_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "night_checks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "night_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"cases" integer NOT NULL,
	"log_size" bigint NOT NULL,
	"agency_id" text,
	"case_id" uuid
);
--> statement-breakpoint
DROP INDEX "deadlines_due";--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_agency_id_case_id_occasion_channel_pk";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "occasion" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "channel" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "notice" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "consultation" text;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "consultation" text;--> statement-breakpoint
-- What was sent stays sent: `12:served` and `12:party 1:sent` were the keys until now.
update deliveries d set
  position = split_part(occasion, ':', 1)::integer,
  notice = case
    when occasion not like '%:party %' then split_part(occasion, ':', 2)
    when exists (
      select from letters l where (l.agency_id, l.case_id) = (d.agency_id, d.case_id)
        and l.position = split_part(d.occasion, ':', 1)::integer and l.template = 'thirdPartyDecision') then 'decision'
    else 'consultation' end,
  consultation = substring(occasion from ':party (.*):'),
  occasion = substring(occasion from ':party .*:(.*)$');
--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "position" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "notice" SET NOT NULL;--> statement-breakpoint
-- Letters are append-only; to whom each went is read out of what it says.
alter table letters disable trigger letters_append_only;
--> statement-breakpoint
update letters set consultation = (data #>> '{}')::jsonb -> 'consultation' ->> 'id' where kind = 'consultation';
--> statement-breakpoint
alter table letters enable trigger letters_append_only;
--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("due_on","agency_id","case_id","kind");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_once" UNIQUE NULLS NOT DISTINCT("agency_id","case_id","position","notice","consultation","occasion","channel");
--> statement-breakpoint
insert into calendar_alarms (year, person_id, "on")
select extract(year from due_on), mark::uuid, "on" from reminders where kind like 'calendar:%';
--> statement-breakpoint
delete from reminders where kind like 'calendar:%';
