-- Each person is reminded as they chose: one digest a day, by which way it went, and what became of it.
CREATE TABLE "own_reminders" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"way" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"hour" integer NOT NULL,
	"quiet_from" integer NOT NULL,
	"quiet_to" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "own_reminders_way" CHECK ("own_reminders"."way" in ('mail', 'sms', 'webhook')),
	CONSTRAINT "own_reminders_hours" CHECK ("own_reminders"."hour" between 0 and 23 and "own_reminders"."quiet_from" between 0 and 23 and "own_reminders"."quiet_to" between 0 and 23)
);
--> statement-breakpoint
CREATE TABLE "reminder_hosts" (
	"agency_id" text NOT NULL,
	"host" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminder_hosts_agency_id_host_pk" PRIMARY KEY("agency_id","host")
);
--> statement-breakpoint
CREATE TABLE "staff_messages" (
	"person_id" uuid NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"n" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"matters" integer,
	"tries" integer NOT NULL,
	"way" text,
	"wording" text,
	"sent_at" timestamp with time zone,
	"proof" text,
	"failed_way" text,
	"failed_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "staff_messages_person_id_day_kind_n_pk" PRIMARY KEY("person_id","day","kind","n"),
	CONSTRAINT "staff_messages_one_digest" CHECK ("staff_messages"."kind" <> 'digest' or "staff_messages"."n" = 1)
);
--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "wording" integer;--> statement-breakpoint
ALTER TABLE "own_reminders" ADD CONSTRAINT "own_reminders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_hosts" ADD CONSTRAINT "reminder_hosts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_messages" ADD CONSTRAINT "staff_messages_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminders_at" ON "reminders" USING btree ("agency_id","at") WHERE at is not null;--> statement-breakpoint
-- Numbers of staff and addresses of robots are sealed: a key is in use as long as a row names it, and takes nothing more when it is gone.
create trigger own_reminders_key_in_use before insert or update of sealed on own_reminders for each row execute function sealed_by_key_in_use('sealed');--> statement-breakpoint
create or replace function keys_named(ids text[])
 returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.id
  from (select id, set_byte('\x00'::bytea, 0, length(id)) || convert_to(id, 'latin1') as head from unnest(ids) id) k
  where exists (select from words where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from identities where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from identity_papers where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from uploads where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from letters where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from prepared_notices where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from kept_drafts where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from answers where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from agency_seals where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from authenticators where substring(secret from 2 for length(k.head)) = k.head)
    or exists (select from arrivals where substring(secret from 2 for length(k.head)) = k.head)
    or exists (select from mails where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from internal_words where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from own_reminders where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from webhooks where substring(secret from 2 for length(k.head)) = k.head)
    or exists (select from sms_consents where substring(mobile from 2 for length(k.head)) = k.head)
    or exists (select from accounts where substring(email from 2 for length(k.head)) = k.head)
    or exists (select from cases where keys = k.id or substring(email from 2 for length(k.head)) = k.head
      or substring(code from 2 for length(k.head)) = k.head)
    or exists (select from consultation_accesses where keys = k.id
      or substring(code from 2 for length(k.head)) = k.head)
$$;
