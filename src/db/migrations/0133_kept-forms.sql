-- What citizens write and have not sent for good outlives Back, a reload and the end of a session: sealed, theirs alone, swept.
CREATE TABLE "kept_forms" (
	"id" text PRIMARY KEY NOT NULL,
	"visitor" text NOT NULL,
	"basket" text,
	"code" text,
	"code_until" timestamp with time zone,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_forms_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE INDEX "kept_forms_visitor" ON "kept_forms" USING btree ("visitor","at");--> statement-breakpoint
CREATE INDEX "kept_forms_basket" ON "kept_forms" USING btree ("basket");--> statement-breakpoint
CREATE INDEX "kept_forms_until" ON "kept_forms" USING btree ("until");--> statement-breakpoint
create trigger kept_forms_key_in_use before insert or update of sealed on kept_forms for each row execute function sealed_by_key_in_use('sealed');--> statement-breakpoint
-- As it was, with the keys that kept forms name.
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
    or exists (select from kept_forms where substring(sealed from 2 for length(k.head)) = k.head)
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
