-- What is told has an instant that can be written and ordered, an id of that instant, an agency of the house, and details
-- that can be hashed: a line that has not would stop, or blind, whoever reads the lines after it. An id that is not of the
-- instant is made anew, for nobody has named the line by it yet.
create or replace function tell_audit(told jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if exists (
    select from jsonb_populate_recordset(null::audit_lines, told) l
    where not (l.at >= '1970-01-01' and l.at < '2100-01-01')
      or jsonb_typeof(l.detail) <> 'object' or l.detail @? '$.**{20}'
      -- The first administrator's agency is gone with the first that is named: who has lines may have more.
      or l.agency_id <> '-' and not exists (select from agencies a where a.id = l.agency_id)
        and not exists (select from audit_lines before where before.agency_id = l.agency_id)
  ) then
    raise exception 'a line is of an agency, of an instant of this age, and its details are an object of few levels'
      using errcode = 'check_violation';
  end if;
  with said as materialized (
    select l.*, lpad(to_hex(floor(extract(epoch from l.at) * 1000)::bigint), 12, '0') as hex
    from jsonb_populate_recordset(null::audit_lines, told) l
  ), timed as materialized (
    select s.*, left(hex, 8) || '-' || right(hex, 4) || '-7' as beginning from said s
  ), owned as materialized (
    select coalesce(l.agency_id, p.agency_id, c.agency_id, '-') as owner, c.agency_id as of_case,
      date_trunc('milliseconds', clock_timestamp()) as now,
      case when starts_with(l.id::text, beginning) then l.id
        else overlay(gen_random_uuid()::text placing beginning from 1)::uuid end as own_id, l.*
    from timed l
    left join lateral (
      select agency_id from cases where agency_id = any(array(select id from agencies)) and id = l.case_id
    ) c on l.case_id is not null
    left join lateral (select agency_id from people where username = substr(l.by, 7)) p
      on l.agency_id is null and starts_with(l.by, 'staff:')
  ), lines as materialized (
    select owner as agency_id, own_id as id, at, now, by, what, case_id, subject, succeeded, detail, address, request, words
    from owned
    union all
    select of_case, overlay(gen_random_uuid()::text placing left(own_id::text, 18) from 1)::uuid, at, now, by, what, case_id,
      subject, succeeded, coalesce(detail, '{}') || jsonb_build_object('of', owner), address, request, words
    from owned where of_case <> owner
  ), queued as (
    insert into audit_unchained (agency_id, id) select agency_id, id from lines
  )
  insert into audit_lines (agency_id, id, at, told_at, by, what, case_id, subject, succeeded, detail, address, request, words)
  select * from lines;
end $$;
--> statement-breakpoint
-- The chain goes on by its next place, with a line that waits for it and a SHA-256, and by nothing else.
create or replace function chain_audit(links jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  wanted integer;
  taken integer;
begin
  delete from audit_unchained u using audit_chain c where (c.agency_id, c.id) = (u.agency_id, u.id);
  with link as (
    select * from jsonb_to_recordset(links) as l (agency_id text, position bigint, id uuid, hash text)
  ), placed as (
    select l.*, row_number() over (partition by l.agency_id order by l.position) + coalesce((
      select c.position from audit_chain c where c.agency_id = l.agency_id order by c.position desc limit 1), 0) as due
    from link l
  ), gone as (
    delete from audit_unchained u using placed p
    where (p.agency_id, p.id) = (u.agency_id, u.id) and p.position = p.due and p.hash ~ '^[0-9a-f]{64}$'
    returning p.agency_id, p.position, p.id, p.hash
  ), put as (
    insert into audit_chain (agency_id, position, id, hash) select agency_id, position, id, decode(hash, 'hex') from gone
    returning 1
  )
  select (select count(*) from link), (select count(*) from put) into wanted, taken;
  if taken <> wanted then
    raise exception 'a chain goes on by its next place, with a line that waits' using errcode = 'check_violation';
  end if;
end $$;
--> statement-breakpoint
-- A chain is signed where it ends, by a note that says so, at an instant after which it can be signed again.
create or replace function sign_audit(heads jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if exists (
    select from jsonb_populate_recordset(null::audit_heads, heads) h
    where h.size is distinct from (
        select c.position from audit_chain c where c.agency_id = h.agency_id order by c.position desc limit 1)
      or not isfinite(h.at) or not starts_with(h.note, 'ysqgk/audit/' || h.agency_id || E'\n' || h.size || E'\n')
  ) then
    raise exception 'a chain is signed where it ends' using errcode = 'check_violation';
  end if;
  insert into audit_heads (agency_id, size, note, at)
  select agency_id, size, note, at from jsonb_populate_recordset(null::audit_heads, heads);
end $$;
