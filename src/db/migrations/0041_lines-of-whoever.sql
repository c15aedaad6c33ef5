ALTER TABLE "audit_unchained" ADD COLUMN "since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
-- A line belongs to the agency of whoever did it, else to that of its case. Where the case is another agency's, that one has
-- a copy in its own chain, with an id of its own in the same millisecond, which says whose line it is (`of`).
create or replace function tell_audit(told jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  with owned as materialized (
    select coalesce(l.agency_id, p.agency_id, c.agency_id, '-') as owner, c.agency_id as of_case, l.*
    from jsonb_populate_recordset(null::audit_lines, told) l
    left join lateral (
      select agency_id from cases where agency_id = any(array(select id from agencies)) and id = l.case_id
    ) c on l.case_id is not null
    left join lateral (select agency_id from people where username = substr(l.by, 7)) p
      on l.agency_id is null and starts_with(l.by, 'staff:')
  ), lines as materialized (
    select owner as agency_id, id, at, by, what, case_id, subject, succeeded, detail, address, request, words from owned
    union all
    select of_case, overlay(gen_random_uuid()::text placing left(id::text, 18) from 1)::uuid, at, by, what, case_id, subject,
      succeeded, coalesce(detail, '{}') || jsonb_build_object('of', owner), address, request, words
    from owned where of_case <> owner
  ), queued as (
    insert into audit_unchained (agency_id, id) select agency_id, id from lines
  )
  insert into audit_lines (agency_id, id, at, by, what, case_id, subject, succeeded, detail, address, request, words)
  select * from lines;
end $$;
