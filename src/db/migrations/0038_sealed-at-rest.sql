-- Identity and contact data are sealed by the house: data of 0.2, which holds them in clear, is refused before this (src/db/edition.ts).
UPDATE "data_editions" SET "edition" = '0.3';--> statement-breakpoint
CREATE TABLE "secret_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"proof" text NOT NULL,
	"seals_since" timestamp with time zone,
	"gone_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_email_unique";--> statement-breakpoint
DROP INDEX "cases_applicant";--> statement-breakpoint
DROP INDEX "cases_email";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "email";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "email" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" DROP COLUMN "email";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "email" "bytea";--> statement-breakpoint
ALTER TABLE "sms_consents" DROP COLUMN "mobile";--> statement-breakpoint
ALTER TABLE "sms_consents" ADD COLUMN "mobile" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "prepared_notices" ADD COLUMN "sealed" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "found_by" text NOT NULL;--> statement-breakpoint
ALTER TABLE "consultation_accesses" ADD COLUMN "keys" text NOT NULL;--> statement-breakpoint
ALTER TABLE "consultation_accesses" ADD COLUMN "code" "bytea";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "found_by" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "keys" text NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "code" "bytea";--> statement-breakpoint
ALTER TABLE "words" ADD COLUMN "sealed" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "sealed" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "sealed" "bytea" NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_found_by" ON "cases" USING gin ("found_by");--> statement-breakpoint
ALTER TABLE "prepared_notices" DROP COLUMN "said";--> statement-breakpoint
ALTER TABLE "cases" DROP COLUMN "applicant_key";--> statement-breakpoint
ALTER TABLE "words" DROP COLUMN "salt";--> statement-breakpoint
ALTER TABLE "words" DROP COLUMN "said";--> statement-breakpoint
ALTER TABLE "letters" DROP COLUMN "data";--> statement-breakpoint
ALTER TABLE "answers" DROP COLUMN "request";--> statement-breakpoint
ALTER TABLE "answers" DROP COLUMN "body";--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_found_by" UNIQUE("found_by");;--> statement-breakpoint
CREATE TRIGGER signing_keys_append_only BEFORE UPDATE OR DELETE ON "signing_keys" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER signing_keys_no_truncate BEFORE TRUNCATE ON "signing_keys" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- What is kept for ever is sealed anew under another key, by the owner of the tables alone, who says so and changes nothing else.
-- That the content stayed the same, the ledger's commitments prove.
CREATE FUNCTION only_sealed_anew() RETURNS trigger LANGUAGE plpgsql SET search_path TO 'pg_catalog', 'public', 'pg_temp' AS $$
begin
  if tg_op = 'UPDATE' and owns(tg_relid) and current_setting('ysqgk.sealing', true) = 'anew' and new.sealed is not null
    and to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed' then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;--> statement-breakpoint
DROP TRIGGER words_unchangeable ON "words";--> statement-breakpoint
CREATE TRIGGER words_only_sealed_anew BEFORE UPDATE ON "words" FOR EACH ROW EXECUTE FUNCTION only_sealed_anew();--> statement-breakpoint
DROP TRIGGER identities_unchangeable ON "identities";--> statement-breakpoint
CREATE TRIGGER identities_only_sealed_anew BEFORE UPDATE ON "identities" FOR EACH ROW EXECUTE FUNCTION only_sealed_anew();--> statement-breakpoint
DROP TRIGGER letters_append_only ON "letters";--> statement-breakpoint
CREATE TRIGGER letters_only_sealed_anew BEFORE UPDATE OR DELETE ON "letters" FOR EACH ROW EXECUTE FUNCTION only_sealed_anew();--> statement-breakpoint
DROP TRIGGER agency_seals_append_only ON "agency_seals";--> statement-breakpoint
CREATE TRIGGER agency_seals_only_sealed_anew BEFORE UPDATE OR DELETE ON "agency_seals" FOR EACH ROW EXECUTE FUNCTION only_sealed_anew();--> statement-breakpoint
CREATE OR REPLACE FUNCTION only_erase_identity_paper() RETURNS trigger LANGUAGE plpgsql SET search_path TO 'pg_catalog', 'public', 'pg_temp' AS $$
begin
  if tg_op = 'UPDATE' and new.proof is not distinct from old.proof
    and (new.agency_id, new.case_id, new.id, new.name, new.size, new.type, new.at)
      = (old.agency_id, old.case_id, old.id, old.name, old.size, old.type, old.at)
    and (new.sealed is null or old.sealed is not null and owns(tg_relid)
      and current_setting('ysqgk.sealing', true) = 'anew' and new.erased_at is not distinct from old.erased_at) then
    return new;
  end if;
  raise exception 'identity_papers is added to and erased, never changed';
end $$;
