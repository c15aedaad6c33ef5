-- 协同办理: 协办, 会商, 退回分办, 改派, 移送 and 内部沟通. What has legal effect stands in the ledger, as notes and facts; the rows here say
-- which note is which. Words that are no evidence are sealed in a table behind the wall, and go with the content of their case.
CREATE TABLE "assistance_steps" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"of" integer NOT NULL,
	"kind" text NOT NULL,
	"until" date,
	"files" uuid[] NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "assistance_steps_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "assistances" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"unit_id" text NOT NULL,
	"person_id" uuid,
	"due_on" date NOT NULL,
	"asked_until" date,
	"files" uuid[] NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended" text,
	CONSTRAINT "assistances_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "case_moves" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text,
	"handler_id" uuid,
	"other_agency" text,
	"other_case" uuid,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"settled" integer,
	CONSTRAINT "case_moves_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "conference_seats" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"conference" integer NOT NULL,
	"n" integer NOT NULL,
	"person_id" uuid,
	"capacity" text NOT NULL,
	"given_by" text,
	"given_at" timestamp with time zone,
	CONSTRAINT "conference_seats_agency_id_case_id_conference_n_pk" PRIMARY KEY("agency_id","case_id","conference","n")
);
--> statement-breakpoint
CREATE TABLE "conferences" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"minutes" integer,
	"concluded" integer,
	CONSTRAINT "conferences_agency_id_case_id_n_pk" PRIMARY KEY("agency_id","case_id","n")
);
--> statement-breakpoint
CREATE TABLE "internal_words" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"of" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "internal_words_agency_id_case_id_of_pk" PRIMARY KEY("agency_id","case_id","of")
);
--> statement-breakpoint
CREATE TABLE "remark_mentions" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"remark_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "remark_mentions_agency_id_case_id_remark_id_person_id_pk" PRIMARY KEY("agency_id","case_id","remark_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "remarks" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "remarks_agency_id_case_id_id_pk" PRIMARY KEY("agency_id","case_id","id")
);
--> statement-breakpoint
CREATE INDEX "assistances_open" ON "assistances" USING btree ("agency_id","unit_id") WHERE ended is null;--> statement-breakpoint
CREATE INDEX "case_moves_open" ON "case_moves" USING btree ("agency_id") WHERE kind = 'handedBack' and settled is null;--> statement-breakpoint
CREATE INDEX "case_moves_of_unit" ON "case_moves" USING btree ("agency_id","unit_id","at") WHERE unit_id is not null;--> statement-breakpoint
CREATE INDEX "case_moves_between" ON "case_moves" USING btree ("agency_id","at") WHERE other_case is not null;--> statement-breakpoint
CREATE INDEX "conference_seats_open" ON "conference_seats" USING btree ("agency_id","person_id") WHERE given_at is null and person_id is not null;--> statement-breakpoint
CREATE INDEX "remark_mentions_unread" ON "remark_mentions" USING btree ("agency_id","person_id") WHERE read_at is null;--> statement-breakpoint
alter table internal_words enable row level security;--> statement-breakpoint
create policy agency on internal_words using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');--> statement-breakpoint
create trigger internal_words_key_in_use before insert or update of sealed on internal_words for each row execute function sealed_by_key_in_use('sealed');--> statement-breakpoint
-- Who said something, and what was done about an assistance, stays as it was put.
create trigger remarks_kept before update or delete on remarks for each row execute function refuse_change();--> statement-breakpoint
create trigger remarks_no_truncate before truncate on remarks for each statement execute function refuse_change();--> statement-breakpoint
create trigger assistance_steps_kept before update or delete on assistance_steps for each row execute function refuse_change();--> statement-breakpoint
create trigger assistance_steps_no_truncate before truncate on assistance_steps for each statement execute function refuse_change();--> statement-breakpoint
-- What was handed back is settled by whichever assignment comes next, on whatever page it is recorded.
create function settle_handed_back() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update case_moves set settled = new.position
  where (agency_id, case_id) = (new.agency_id, new.case_id) and kind = 'handedBack' and settled is null;
  return null;
end $$;--> statement-breakpoint
create trigger ledger_handed_back after insert on ledger for each row when (new.type = 'assigned') execute function settle_handed_back();--> statement-breakpoint
-- Internal words are no evidence, and nobody takes them out one by one: they go with the content of their case.
create function erase_internal_words() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from internal_words where (agency_id, case_id) = (new.agency_id, new.case_id);
  return null;
end $$;--> statement-breakpoint
create trigger ledger_internal_words after insert on ledger for each row when (new.type = 'wordsErased') execute function erase_internal_words();--> statement-breakpoint
-- As it was, with the keys that internal words name.
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
    or exists (select from internal_words where substring(sealed from 2 for length(k.head)) = k.head)
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
