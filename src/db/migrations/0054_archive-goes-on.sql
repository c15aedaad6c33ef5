-- Nothing was ever written to these: a transfer to an archive is not part of this service yet.
DROP TABLE "transfer_acceptances" CASCADE;--> statement-breakpoint
DROP TABLE "transfer_items" CASCADE;--> statement-breakpoint
DROP TABLE "transfers" CASCADE;--> statement-breakpoint
-- The content of one case goes: the last fact of its ledger says so, by a list that names it and that two others approved.
-- The only way to it, for the service may take no words away; called again it finds nothing left.
create or replace function erase_case(of_agency text, of_case uuid) returns void
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
