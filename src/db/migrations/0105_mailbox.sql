-- Applications and answers that come by mail: each mail once, its bytes in the store of files, who sent it sealed. A mail of ours
-- that came back is found by its Message-ID.
CREATE TABLE "mailboxes" (
	"box" text PRIMARY KEY NOT NULL,
	"held_by" text NOT NULL,
	"held_until" timestamp with time zone NOT NULL,
	"looked_at" timestamp with time zone,
	"fault" text,
	"fault_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"box" text NOT NULL,
	"uid_validity" text NOT NULL,
	"uid" bigint NOT NULL,
	"size" integer NOT NULL,
	"sha256" text,
	"sealed" "bytea",
	"id_digest" text,
	"content_digest" text,
	"arrived_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"why" text,
	"case_id" uuid,
	"tries" integer NOT NULL,
	"fault" text,
	"by" text,
	"done_at" timestamp with time zone,
	CONSTRAINT "mails_once" UNIQUE("box","uid_validity","uid"),
	CONSTRAINT "mails_state" CHECK ("mails"."state" in ('taken', 'filed', 'attached', 'proposed', 'returned', 'aside')),
	CONSTRAINT "mails_case" CHECK (("mails"."state" in ('filed', 'attached', 'proposed', 'returned')) <= ("mails"."case_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "returned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mails_bytes" ON "mails" USING btree ("box","sha256") WHERE sha256 is not null;--> statement-breakpoint
CREATE INDEX "mails_message" ON "mails" USING btree ("agency_id","id_digest") WHERE id_digest is not null;--> statement-breakpoint
CREATE INDEX "mails_content" ON "mails" USING btree ("agency_id","content_digest") WHERE content_digest is not null;--> statement-breakpoint
CREATE INDEX "mails_arrived" ON "mails" USING btree ("agency_id","arrived_at","id");--> statement-breakpoint
CREATE INDEX "mails_open" ON "mails" USING btree ("agency_id","arrived_at","id") WHERE state in ('taken', 'proposed');--> statement-breakpoint
CREATE INDEX "mails_of_case" ON "mails" USING btree ("agency_id","case_id") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_message" ON "deliveries" USING btree ("message_id");--> statement-breakpoint
alter table mails enable row level security;--> statement-breakpoint
create policy agency on mails using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');--> statement-breakpoint
-- What came by mail to a case goes with the content of the case. The row stays: the same mail is not taken a second time.
create function erase_mails() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update mails set sha256 = null, sealed = null, id_digest = null, content_digest = null
  where (agency_id, case_id) = (new.agency_id, new.case_id);
  return null;
end $$;--> statement-breakpoint
create trigger ledger_mails after insert on ledger for each row when (new.type = 'wordsErased') execute function erase_mails();--> statement-breakpoint
-- Who sent a mail is sealed: a key is in use as long as a row names it, and takes nothing more when it is gone.
create trigger mails_key_in_use before insert or update of sealed on mails for each row execute function sealed_by_key_in_use('sealed');--> statement-breakpoint
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
    or exists (select from webhooks where substring(secret from 2 for length(k.head)) = k.head)
    or exists (select from sms_consents where substring(mobile from 2 for length(k.head)) = k.head)
    or exists (select from accounts where substring(email from 2 for length(k.head)) = k.head)
    or exists (select from cases where keys = k.id or substring(email from 2 for length(k.head)) = k.head
      or substring(code from 2 for length(k.head)) = k.head)
    or exists (select from consultation_accesses where keys = k.id
      or substring(code from 2 for length(k.head)) = k.head)
$$;
