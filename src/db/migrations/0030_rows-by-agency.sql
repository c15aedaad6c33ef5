-- The wall between agencies: of what is evidence and content, a transaction of the service sees and writes the rows of the
-- agencies that it names (`set local ysqgk.agencies = 'a,b'`; `*` for work over all of them), and without a name none. Lists
-- and search ask case rows, which stand outside: under a policy the index of texts is of no use, for its operator may tell
-- what it was compared with. The owner of the tables, who migrates and restores, stands outside too.
--
-- Both questions of the setting are asked once a statement, not once a row.
alter table ledger enable row level security;
--> statement-breakpoint
create policy agency on ledger using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
alter table words enable row level security;
--> statement-breakpoint
create policy agency on words using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
alter table files enable row level security;
--> statement-breakpoint
create policy agency on files using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
alter table letters enable row level security;
--> statement-breakpoint
create policy agency on letters using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
alter table identities enable row level security;
--> statement-breakpoint
create policy agency on identities using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
alter table identity_papers enable row level security;
--> statement-breakpoint
create policy agency on identity_papers using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
alter table prepared_notices enable row level security;
--> statement-breakpoint
create policy agency on prepared_notices using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
-- Whoever files belongs to no agency and opens a new case with any of them: as the owner, in one statement, and of one case
-- alone, whose key is put into every row.
create function file_application(told jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  of_it constant jsonb := jsonb_build_object('agency_id', told #> '{case,agency_id}', 'case_id', told #> '{case,id}');
begin
  with opened as (insert into cases select r.* from jsonb_populate_record(null::cases, told -> 'case') r),
  said as (insert into words select r.* from jsonb_populate_record(null::words, told -> 'words' || of_it) r),
  identified as (
    insert into identities select r.*
    from jsonb_array_elements(told -> 'identities') i, jsonb_populate_record(null::identities, i || of_it) r
  ),
  queued as (
    insert into unsequenced (agency_id, case_id, position, hash)
    select agency_id, case_id, position, hash from jsonb_populate_record(null::unsequenced, told -> 'queued' || of_it)
  ),
  limited as (
    insert into deadlines select r.*
    from jsonb_array_elements(told -> 'limits') l, jsonb_populate_record(null::deadlines, l || of_it) r
  )
  insert into ledger select r.* from jsonb_populate_record(null::ledger, told -> 'entry' || of_it) r;
end $$;
