CREATE TABLE "blobs_to_erase" (
	"blob" text NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "blobs_to_erase_blob_agency_id_case_id_pk" PRIMARY KEY("blob","agency_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "destruction_decisions" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"seat" text NOT NULL,
	"approved" boolean NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "destruction_decisions_agency_id_number_seat_pk" PRIMARY KEY("agency_id","number","seat")
);
--> statement-breakpoint
CREATE TABLE "destruction_items" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"case_id" uuid NOT NULL,
	CONSTRAINT "destruction_items_agency_id_number_case_id_pk" PRIMARY KEY("agency_id","number","case_id")
);
--> statement-breakpoint
CREATE TABLE "destruction_lists" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"content" text NOT NULL,
	"digest" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "destruction_lists_agency_id_number_pk" PRIMARY KEY("agency_id","number")
);
--> statement-breakpoint
CREATE TABLE "destruction_troubles" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"case_id" uuid NOT NULL,
	"what" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "destruction_troubles_agency_id_number_case_id_pk" PRIMARY KEY("agency_id","number","case_id")
);
--> statement-breakpoint
CREATE TABLE "retention_decisions" (
	"agency_id" text NOT NULL,
	"version" integer NOT NULL,
	"approved" boolean NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "retention_decisions_agency_id_version_pk" PRIMARY KEY("agency_id","version")
);
--> statement-breakpoint
CREATE TABLE "retention_tables" (
	"agency_id" text NOT NULL,
	"version" integer NOT NULL,
	"fonds" text NOT NULL,
	"classes" jsonb NOT NULL,
	"basis" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "retention_tables_agency_id_version_pk" PRIMARY KEY("agency_id","version")
);
--> statement-breakpoint
CREATE TABLE "transfer_acceptances" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"accepted_by" text NOT NULL,
	"accepted_on" date NOT NULL,
	"receipt" text NOT NULL,
	"remarks" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "transfer_acceptances_agency_id_number_pk" PRIMARY KEY("agency_id","number")
);
--> statement-breakpoint
CREATE TABLE "transfer_items" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"nth" integer NOT NULL,
	"case_id" uuid NOT NULL,
	CONSTRAINT "transfer_items_agency_id_number_nth_pk" PRIMARY KEY("agency_id","number","nth")
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"agency_id" text NOT NULL,
	"number" integer NOT NULL,
	"archive" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "transfers_agency_id_number_pk" PRIMARY KEY("agency_id","number")
);
--> statement-breakpoint
CREATE TABLE "archive_items" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"year" integer NOT NULL,
	"retention" text NOT NULL,
	"value" integer NOT NULL,
	"archived_on" date NOT NULL,
	CONSTRAINT "archive_items_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
ALTER TABLE "destruction_lists" ADD CONSTRAINT "destruction_lists_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_tables" ADD CONSTRAINT "retention_tables_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "destruction_items_case" ON "destruction_items" USING btree ("agency_id","case_id");--> statement-breakpoint
CREATE INDEX "transfer_items_case" ON "transfer_items" USING btree ("agency_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "archive_items_number" ON "archive_items" USING btree ("agency_id","year","retention","value");--> statement-breakpoint
CREATE INDEX "archive_items_period" ON "archive_items" USING btree ("agency_id","retention","archived_on","case_id");--> statement-breakpoint
CREATE INDEX "files_content" ON "files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "leaving_copies_content" ON "leaving_copies" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "ledger_erased" ON "ledger" USING btree ("agency_id","case_id") WHERE type = 'wordsErased';--> statement-breakpoint
CREATE INDEX "letters_content" ON "letters" USING btree ("sha256");--> statement-breakpoint
-- What was decided and numbered stays as it was written.
do $$
declare
  of text;
begin
  foreach of in array array['archive_items', 'retention_tables', 'retention_decisions', 'destruction_lists', 'destruction_items',
    'destruction_decisions', 'transfers', 'transfer_items', 'transfer_acceptances'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', of || '_append_only', of);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', of || '_no_truncate', of);
  end loop;
end $$;
--> statement-breakpoint
create function retention_second_person() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from retention_tables t where t.agency_id = new.agency_id and t.version = new.version and t."by" = new."by") then
    raise exception '% cannot decide on what they proposed', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger retention_decisions_second_person before insert on retention_decisions
  for each row execute function retention_second_person();
--> statement-breakpoint
-- Three persons: whoever proposed the list, the head, and the security officer.
create function destruction_third_person() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.seat not in ('head', 'security')
    or not exists (select from destruction_lists t where t.agency_id = new.agency_id and t.number = new.number)
    or exists (select from destruction_lists t where t.agency_id = new.agency_id and t.number = new.number and t."by" = new."by")
    or exists (select from destruction_decisions d where d.agency_id = new.agency_id and d.number = new.number
      and (d."by" = new."by" or not d.approved)) then
    raise exception '% cannot decide on this list', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger destruction_decisions_third_person before insert on destruction_decisions
  for each row execute function destruction_third_person();
--> statement-breakpoint
-- Guards of what is written once: they let through what the owner's function below erases by a decision, in these tables alone.
create or replace function refuse_change() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('ysqgk.erasing', true) = 'by decision' and owns(tg_relid)
    and (tg_table_name = 'files' and tg_op = 'UPDATE' or tg_table_name = 'leaving_copies' and tg_op = 'DELETE') then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create or replace function only_sealed_anew() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and owns(tg_relid) and to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed' and new.sealed is not null
    and (current_setting('ysqgk.sealing', true) = 'anew'
      or current_setting('ysqgk.erasing', true) = 'by decision' and tg_table_name = 'letters' and new.sealed = '') then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create or replace function only_erase_identity_paper() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.proof is not distinct from old.proof
    and (new.agency_id, new.case_id, new.id, new.name, new.size, new.type, new.at)
      = (old.agency_id, old.case_id, old.id, old.name, old.size, old.type, old.at)
    and (new.sealed is null or old.sealed is not null and owns(tg_relid)
      and current_setting('ysqgk.sealing', true) = 'anew' and new.erased_at is not distinct from old.erased_at) then
    return new;
  end if;
  if tg_op = 'DELETE' and owns(tg_relid) and current_setting('ysqgk.erasing', true) = 'by decision' then
    return old;
  end if;
  raise exception 'identity_papers is added to and erased, never changed';
end $$;
--> statement-breakpoint
-- The content of one case goes: the last fact of its ledger says so, by a list that names it and that two others approved.
-- The only way to it, for the service may take no words away; called again it finds nothing left.
create function erase_case(of_agency text, of_case uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  told ledger;
  list destruction_lists;
begin
  select l.* into told from ledger l where l.agency_id = of_agency and l.case_id = of_case order by l.position desc limit 1;
  select t.* into list from destruction_lists t
    where t.agency_id = of_agency and t.number = (told.open #>> '{decision,list}')::int;
  if told.type is distinct from 'wordsErased' or list.digest is distinct from told.open #>> '{decision,digest}'
    or not exists (select from destruction_items i where (i.agency_id, i.number, i.case_id) = (of_agency, list.number, of_case))
    or 2 > (select count(*) from destruction_decisions d where (d.agency_id, d.number) = (of_agency, list.number) and d.approved)
    or exists (select from destruction_decisions d where (d.agency_id, d.number) = (of_agency, list.number) and not d.approved) then
    raise exception 'no approved list says that the content of % is to be erased', of_case using errcode = 'check_violation';
  end if;
  perform set_config('ysqgk.erasing', 'by decision', true);
  delete from words w where (w.agency_id, w.case_id) = (of_agency, of_case)
    and w.position in (select p::int from jsonb_array_elements_text(told.open -> 'positions') p);
  delete from identities where (agency_id, case_id) = (of_agency, of_case);
  delete from identity_papers where (agency_id, case_id) = (of_agency, of_case);
  delete from prepared_notices where (agency_id, case_id) = (of_agency, of_case);
  delete from sms_consents where (agency_id, case_id) = (of_agency, of_case);
  delete from account_cases where (agency_id, case_id) = (of_agency, of_case);
  delete from consultation_accesses where (agency_id, case_id) = (of_agency, of_case);
  update satisfaction set said = null where (agency_id, case_id) = (of_agency, of_case);
  update deliveries set proof = null, failure = null where (agency_id, case_id) = (of_agency, of_case);
  -- What copies of a file carried is told with them; another case that has the same file keeps it.
  delete from leaving_copies c where c.original in (select sha256 from files where (agency_id, case_id) = (of_agency, of_case))
    and not exists (select from files o where o.sha256 = c.original and (o.agency_id, o.case_id) <> (of_agency, of_case)
      and not exists (select from ledger e where (e.agency_id, e.case_id, e.type) = (o.agency_id, o.case_id, 'wordsErased')));
  update letters set sealed = '' where (agency_id, case_id) = (of_agency, of_case);
  update files set name = '' where (agency_id, case_id) = (of_agency, of_case);
  perform set_config('ysqgk.erasing', '', true);
end $$;
--> statement-breakpoint
-- Cases that were archived before: each has its number in the order of its archiving.
with archived as (
  select distinct on (l.agency_id, l.case_id) l.agency_id, l.case_id, l.position, l."on", l.at,
    extract(year from coalesce((c.context ->> 'servedOn')::date, (c.context ->> 'withdrawnOn')::date, l."on"))::int as year,
    coalesce(l.open ->> 'retention', '') as retention
  from ledger l join cases c on c.agency_id = l.agency_id and c.id = l.case_id
  where l.type = 'archived' and c.stage = 'archive'
  order by l.agency_id, l.case_id, l.position desc
)
insert into archive_items (agency_id, case_id, position, year, retention, value, archived_on)
select agency_id, case_id, position, year, retention,
  row_number() over (partition by agency_id, year, retention order by at, case_id), "on"
from archived;
--> statement-breakpoint
insert into counters (agency_id, year, kind, value)
select agency_id, year, 'archive:' || retention, max(value) from archive_items group by agency_id, year, retention;
