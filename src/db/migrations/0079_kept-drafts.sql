-- What somebody writes of a draft is kept for them until they record it: sealed, behind the wall, erased with its case.
CREATE TABLE "kept_drafts" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"by" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_drafts_agency_id_case_id_by_pk" PRIMARY KEY("agency_id","case_id","by")
);
--> statement-breakpoint
alter table kept_drafts enable row level security;
--> statement-breakpoint
create policy agency on kept_drafts using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
create trigger kept_drafts_key_in_use before insert or update of sealed on kept_drafts for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
-- As it was, with the keys that kept drafts name.
create or replace function keys_named(ids text[])
 returns setof text
 language sql
 stable security definer
 set search_path = pg_catalog, public, pg_temp
as $$
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
    or exists (select from sms_consents where substring(mobile from 2 for length(k.head)) = k.head)
    or exists (select from accounts where substring(email from 2 for length(k.head)) = k.head)
    or exists (select from cases where keys = k.id or substring(email from 2 for length(k.head)) = k.head
      or substring(code from 2 for length(k.head)) = k.head)
    or exists (select from consultation_accesses where keys = k.id
      or substring(code from 2 for length(k.head)) = k.head)
$$;
--> statement-breakpoint
-- As it was, and what was kept of a draft goes too.
create or replace function erase_case(of_agency text, of_case uuid)
 returns void
 language plpgsql
 security definer
 set search_path = pg_catalog, public, pg_temp
as $$
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
  delete from kept_drafts where (agency_id, case_id) = (of_agency, of_case);
  delete from sms_consents where (agency_id, case_id) = (of_agency, of_case);
  delete from account_cases where (agency_id, case_id) = (of_agency, of_case);
  delete from consultation_accesses where (agency_id, case_id) = (of_agency, of_case);
  update satisfaction set said = null where (agency_id, case_id) = (of_agency, of_case);
  update deliveries set proof = null, failure = null where (agency_id, case_id) = (of_agency, of_case);
  -- The register of remedies stays: it has days and categories of the annual report, and no words.
  delete from reading_copies where (agency_id, case_id) = (of_agency, of_case);
  -- What copies of a file carried is told with them; another case that has the same file keeps it.
  delete from leaving_copies c where c.original in (select sha256 from files where (agency_id, case_id) = (of_agency, of_case))
    and not exists (select from files o where o.sha256 = c.original and (o.agency_id, o.case_id) <> (of_agency, of_case)
      and not exists (select from ledger e where (e.agency_id, e.case_id, e.type) = (o.agency_id, o.case_id, 'wordsErased')));
  update letters set sealed = '' where (agency_id, case_id) = (of_agency, of_case);
  update files set name = '' where (agency_id, case_id) = (of_agency, of_case);
  perform set_config('ysqgk.erasing', '', true);
end $$;
