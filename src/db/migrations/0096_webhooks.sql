-- Programs outside are told what happens to cases (webhooks): where, what waits to be sent, how each try was answered, and the
-- stage of each case that was told last. Identifiers, numbers, stages and days.
CREATE TABLE "webhook_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook_id" uuid NOT NULL,
	"event" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_stages" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"stage" text NOT NULL,
	CONSTRAINT "webhook_stages_agency_id_case_id_pk" PRIMARY KEY("agency_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_tries" (
	"message_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"taken" boolean NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_tries_message_id_attempt_pk" PRIMARY KEY("message_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"purpose" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"approved" boolean,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"why" text,
	"failing_since" timestamp with time zone,
	"off_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "webhooks_decided" CHECK (num_nulls("webhooks"."approved", "webhooks"."decided_by", "webhooks"."decided_at") in (0, 3)),
	CONSTRAINT "webhooks_second_person" CHECK ("webhooks"."decided_by" is null or "webhooks"."decided_by" <> "webhooks"."by"),
	CONSTRAINT "webhooks_ended" CHECK (num_nulls("webhooks"."ended_at", "webhooks"."ended_by") in (0, 2)),
	CONSTRAINT "webhooks_some_event" CHECK (cardinality("webhooks"."events") > 0)
);
--> statement-breakpoint
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_tries" ADD CONSTRAINT "webhook_tries_message_id_webhook_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."webhook_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_messages_due" ON "webhook_messages" USING btree ("webhook_id","next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_messages_of" ON "webhook_messages" USING btree ("webhook_id",(state <> 'taken'),"made_at","id");--> statement-breakpoint
CREATE INDEX "webhook_messages_old" ON "webhook_messages" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "webhooks_agency_id_index" ON "webhooks" USING btree ("agency_id");--> statement-breakpoint
create trigger webhooks_key_in_use before insert or update of secret on webhooks for each row execute function sealed_by_key_in_use('secret');--> statement-breakpoint
-- The key may be used by a webhook as by anything else that is sealed.
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
    or exists (select from webhooks where substring(secret from 2 for length(k.head)) = k.head)
    or exists (select from sms_consents where substring(mobile from 2 for length(k.head)) = k.head)
    or exists (select from accounts where substring(email from 2 for length(k.head)) = k.head)
    or exists (select from cases where keys = k.id or substring(email from 2 for length(k.head)) = k.head
      or substring(code from 2 for length(k.head)) = k.head)
    or exists (select from consultation_accesses where keys = k.id
      or substring(code from 2 for length(k.head)) = k.head)
$$;--> statement-breakpoint
-- What a webhook is, and what was decided of it, stays: another address wants another webhook. Its secret is sealed anew with the keys.
create function keep_webhook() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'UPDATE'
    or (new.id, new.agency_id, new.name, new.url, new.events, new.purpose, new."by", new.at)
      is distinct from
      (old.id, old.agency_id, old.name, old.url, old.events, old.purpose, old."by", old.at)
    or old.decided_by is not null
      and (new.approved, new.decided_by, new.decided_at, new.why) is distinct from (old.approved, old.decided_by, old.decided_at, old.why)
    or old.ended_at is not null and (new.ended_at, new.ended_by) is distinct from (old.ended_at, old.ended_by) then
    raise exception '% of a webhook: only its decision, standing and end are written, the first and the last once', tg_op using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger webhooks_kept before update or delete on webhooks for each row execute function keep_webhook();--> statement-breakpoint
create trigger webhooks_no_truncate before truncate on webhooks for each statement execute function refuse_change();
