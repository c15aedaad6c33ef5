-- The schema as the migrations make it, so that a review sees what a migration changes.
-- Made by npm run schema and held to the migrations by a test; nothing reads it.

create extension pg_trgm;

CREATE OR REPLACE FUNCTION public.chain_audit(links jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.choice_second_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from choice_proposals p where p.agency_id = new.agency_id and p.position = new.position
      and p."by" = new."by") then
    raise exception '% cannot decide on what they proposed', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.count_released()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  -- What moves from one count to another locks both in one order: two that move across each other wait, and neither is refused.
  if tg_op = 'UPDATE' then
    perform from released_counts
    where (agency_id, topic, year) in (
      (old.agency_id, old.topic, extract(year from old.released_on)::int),
      (new.agency_id, new.topic, extract(year from new.released_on)::int))
    order by agency_id, topic, year for update;
  end if;
  if tg_op <> 'INSERT' and old.withdrawn_on is null then
    update released_counts set n = n - 1
    where (agency_id, topic, year) = (old.agency_id, old.topic, extract(year from old.released_on)::int);
  end if;
  if tg_op <> 'DELETE' and new.withdrawn_on is null then
    insert into released_counts as c (agency_id, topic, year, n)
    values (new.agency_id, new.topic, extract(year from new.released_on)::int, 1)
    on conflict (agency_id, topic, year) do update set n = c.n + 1;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.count_released_pairs()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into released_pair_counts as c (pair, n)
    select pair, count(*)::int from added, unnest(tsvector_to_array(added.pairs)) pair group by pair order by pair
    on conflict (pair) do update set n = c.n + excluded.n;
  else
    insert into released_pair_counts as c (pair, n)
    select pair, sum(d)::int from (
      select unnest(tsvector_to_array(pairs)) as pair, 1 as d from added
      union all select unnest(tsvector_to_array(pairs)), -1 from removed) moved
    group by pair having sum(d) <> 0 order by pair
    on conflict (pair) do update set n = c.n + excluded.n;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.cover_second_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.decided_by <> 'system' and (new.decided_by = new."by" or exists (
      select from people p where p.id in (new.person_id, new.covered_by) and 'staff:' || p.username = new.decided_by)) then
    raise exception '% cannot decide on this cover', new.decided_by using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.destruction_third_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.seat not in ('head', 'security')
    or not exists (select from destruction_lists t where t.agency_id = new.agency_id and t.number = new.number)
    or exists (select from destruction_lists t where t.agency_id = new.agency_id and t.number = new.number and t."by" = new."by")
    or exists (select from destruction_decisions d where d.agency_id = new.agency_id and d.number = new.number
      and (d."by" = new."by" or not d.approved)) then
    raise exception '% cannot decide on this list', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.erase_case(of_agency text, of_case uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.erase_internal_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  delete from internal_words where (agency_id, case_id) = (new.agency_id, new.case_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.erase_mails()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update mails set sha256 = null, sealed = null, id_digest = null, content_digest = null
  where (agency_id, case_id) = (new.agency_id, new.case_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.erase_spot_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  before text := coalesce(current_setting('ysqgk.erasing', true), '');
begin
  perform set_config('ysqgk.erasing', 'by decision', true);
  update spot_lines set says = '' where (agency_id, case_id) = (new.agency_id, new.case_id) and says <> '';
  perform set_config('ysqgk.erasing', before, true);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.erase_visit_language()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  delete from visit_languages where (agency_id, case_id) = (new.agency_id, new.case_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.file_application(told jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_access_token()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op <> 'UPDATE'
    or (new.id, new.agency_id, new.name, new.scopes, new.purpose, new.per_minute, new.token_hash, new.until, new."by", new.at)
      is distinct from
      (old.id, old.agency_id, old.name, old.scopes, old.purpose, old.per_minute, old.token_hash, old.until, old."by", old.at)
    or old.decided_by is not null
      and (new.approved, new.decided_by, new.decided_at, new.why) is distinct from (old.approved, old.decided_by, old.decided_at, old.why)
    or old.revoked_at is not null and (new.revoked_at, new.revoked_by) is distinct from (old.revoked_at, old.revoked_by) then
    raise exception '% of an access token: only its decision, use and revocation are written, each once', tg_op using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_webhook()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.keys_named(ids text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.leave_queue(ids bigint[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  delete from unsequenced u using log l
  where u.id = any(ids) and (l.agency_id, l.case_id, l.position) = (u.agency_id, u.case_id, u.position)
$function$
;

CREATE OR REPLACE FUNCTION public.office_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform pg_notify('office', tg_table_name);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.only_erase_identity_paper()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.only_sealed_anew()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and owns(tg_relid) and to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed' and new.sealed is not null
    and (current_setting('ysqgk.sealing', true) = 'anew'
      or current_setting('ysqgk.erasing', true) = 'by decision' and tg_table_name = 'letters' and new.sealed = '') then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.owns(of regclass)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ select pg_has_role(current_user, relowner, 'member') from pg_class where oid = of $function$
;

CREATE OR REPLACE FUNCTION public.pairs_in(agency text, pairs integer[])
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT COST 10000
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select array(select p # own.mark from unnest(pairs) p) from (select ('x' || left(md5(agency), 8))::bit(32)::int as mark) own
$function$
;

CREATE OR REPLACE FUNCTION public.place_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if owns(tg_relid) then
    return new;
  end if;
  raise exception 'a row of % keeps its place, its number and its key', tg_table_name using errcode = 'check_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.problem_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.answer is null and new.answer is not null
    and to_jsonb(new) - array['answer', 'answered_by', 'answered_at'] = to_jsonb(old) - array['answer', 'answered_by', 'answered_at'] then
    return new;
  end if;
  raise exception 'problems: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if current_setting('ysqgk.erasing', true) = 'by decision' and owns(tg_relid)
    and (tg_table_name = 'files' and tg_op = 'UPDATE' or tg_table_name = 'leaving_copies' and tg_op = 'DELETE') then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_words_of_erased()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from ledger where (agency_id, case_id) = (new.agency_id, new.case_id) and type = 'wordsErased') then
    raise exception 'the content of this case is destroyed: nothing is said about it any more' using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.release_change_read()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  was integer := jsonb_array_length(old.readings);
  added integer := jsonb_array_length(new.readings) - was;
begin
  if (new.id, new.agency_id, new.kind, new.version, new.says, new.take_off, new.found, new.why, new."by", new.at)
      is distinct from
      (old.id, old.agency_id, old.kind, old.version, old.says, old.take_off, old.found, old.why, old."by", old.at)
    or old.released_id is not null and new.released_id is distinct from old.released_id
    or old.ended is not null
    or added not in (0, 1)
    or (select coalesce(jsonb_agg(r order by n), '[]') from jsonb_array_elements(new.readings) with ordinality e (r, n) where n <= was)
      <> old.readings
    or added = 1 and exists (
      select from jsonb_array_elements(old.readings) r where r ->> 'by' = new.readings -> was ->> 'by')
    or added = 1 and was = 0 and new.readings -> 0 ->> 'by' = old."by" and exists (
      select from people p join agencies a on a.id = old.agency_id
      where p.ended_at is null and 'staff:' || p.username <> old."by" and p.roles && '{handler,counsel,head}'
        and p.agency_id in (a.id, a.taken_in_by))
    or new.ended = 'done' and jsonb_array_length(new.readings) < 3 then
    raise exception 'a change of the reading room that waits is read, and nothing else' using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.released_by_act()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  wanted text[] := '{published}';
begin
  if tg_op = 'UPDATE' then
    wanted := case
      when new.withdrawn_on is not null and (new.withdrawn_on, new.withdrawn_why) is distinct from (old.withdrawn_on, old.withdrawn_why)
        then '{withdrawn}'
      when (new.withdrawn_on, new.withdrawn_why) is distinct from (old.withdrawn_on, old.withdrawn_why)
        or (new.released_on, new.position) is distinct from (old.released_on, old.position) then '{restored}'
      else '{corrected,restored}' end;
  end if;
  if owns(tg_relid) or exists (select from release_acts a
      where a.released_id = new.id and a.version = new.version and a.act = any(wanted)
        and (a.act <> 'withdrawn' or a.why = new.withdrawn_why)
        and (a.says ->> 'title', a.says ->> 'documentNumber', a.says ->> 'summary', a.says ->> 'topic', a.says ->> 'basis',
            (a.says ->> 'madeOn')::date)
          is not distinct from (new.title, new.document_number, new.summary, new.topic, new.basis, new.made_on)) then
    return null;
  end if;
  raise exception 'no act says what version % of % does', new.version, new.id using errcode = 'check_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.released_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into released_version as v (n) values (1) on conflict ("only") do update set n = v.n + 1;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.released_files_with_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if owns(tg_relid) or exists (select from released r where r.id = new.released_id and r.xmin = pg_current_xact_id()::xid
      and (tg_op = 'INSERT' and new.taken_off is null
        or tg_op = 'UPDATE' and old.taken_off is null and new.taken_off = r.version
          and (to_jsonb(new) - 'taken_off') = (to_jsonb(old) - 'taken_off'))) then
    return new;
  end if;
  raise exception 'files of % change with a version of it alone', new.released_id using errcode = 'check_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.released_next_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if owns(tg_relid) or new.version = old.version + 1
    and (new.id, new.uid, new.agency_id, new.case_id) is not distinct from (old.id, old.uid, old.agency_id, old.case_id) then
    return new;
  end if;
  raise exception '% changes by the next version alone', old.id using errcode = 'check_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.responsible_contact_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  earlier jsonb;
  later jsonb;
begin
  select jsonb_object_agg(k, old.profile -> k), jsonb_object_agg(k, new.profile -> k) into earlier, later
  from unnest(array['office', 'address', 'postcode', 'phone', 'fax', 'email', 'hours']) k
  where old.profile ->> k is distinct from new.profile ->> k;
  if old.name is distinct from new.name then
    earlier := coalesce(earlier, '{}') || jsonb_build_object('name', old.name);
    later := coalesce(later, '{}') || jsonb_build_object('name', new.name);
  end if;
  if earlier is not null then
    insert into responsible_changes (agency_id, what, before, after) values (new.id, 'contact', earlier, later);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.responsible_person_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  post text;
  had boolean;
  has boolean;
begin
  foreach post in array array['head', 'registrar'] loop
    had := tg_op = 'UPDATE' and old.ended_at is null and post = any(old.roles);
    has := new.ended_at is null and post = any(new.roles);
    if had is distinct from has then
      insert into responsible_changes (agency_id, what, person_id, person_name, begins)
      values (new.agency_id, post, new.id, new.name, has);
    end if;
  end loop;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.retention_second_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from retention_tables t where t.agency_id = new.agency_id and t.version = new.version and t."by" = new."by") then
    raise exception '% cannot decide on what they proposed', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.right_decided()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  whose uuid;
  last right_proposals;
begin
  if owns(tg_relid) or not exists (select from people where not demonstration) then
    return new;
  end if;
  whose := case when tg_table_name = 'people' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'person_id' end;
  select p.* into last from right_proposals p join right_decisions d using (person_id, position)
    where person_id = whose and d.approved order by position desc limit 1;
  if tg_table_name = 'person_units' then
    if new.unit_id = any(last.units) then
      return new;
    end if;
  elsif tg_op = 'UPDATE' and new.agency_id <> old.agency_id and exists (select from cases where agency_id = old.agency_id) then
    raise exception 'the agency of % has cases, and keeps its people', new.username using errcode = 'check_violation';
  elsif new.demonstration and (tg_op = 'INSERT' or not old.demonstration) then
    raise exception 'this office has staff of its own: % is of no demonstration', new.username using errcode = 'check_violation';
  elsif new.roles = '{}' or tg_op = 'UPDATE' and new.roles = old.roles
    or new.roles <@ last.roles and new.roles @> last.roles then
    return new;
  end if;
  raise exception 'no decision gives % these rights', whose using errcode = 'check_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.right_of_another()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from people p where p.id = new.person_id and 'staff:' || p.username = new."by") then
    raise exception '% cannot propose rights for themselves', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.right_second_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from right_proposals p where p.person_id = new.person_id and p.position = new.position
      and p."by" = new."by" and new."by" <> 'system')
    or exists (select from people p where p.id = new.person_id and 'staff:' || p.username = new."by") then
    raise exception '% cannot decide on these rights', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.seal_second_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from agency_seals s where s.agency_id = new.agency_id and s.version = new.version
      and new.request = 0 and s."by" = new."by")
    or exists (select from agency_seal_revocations r where r.agency_id = new.agency_id and r.version = new.version
      and r.request = new.request and r."by" = new."by") then
    raise exception '% cannot decide on what they asked', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.sealed_by_key_in_use()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  sealed bytea;
  key text;
begin
  if tg_argv[0] = 'email' then
    sealed := new.email;
  elsif tg_argv[0] = 'secret' then
    sealed := new.secret;
  elsif tg_argv[0] = 'mobile' then
    sealed := new.mobile;
  else
    sealed := new.sealed;
  end if;
  if sealed is null or length(sealed) < 3 then
    return new;
  end if;
  key := encode(substring(sealed from 3 for get_byte(sealed, 1)), 'escape');
  perform pg_advisory_xact_lock_shared(20190517);
  if exists (select from secret_keys where id = key and gone_since is not null) then
    raise exception 'the key % is gone: start this process again with the keys of the others', key using errcode = 'object_not_in_prerequisite_state';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.secret_elsewhere(asking text, asked text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select distinct s.content from secret_contents s
  join agencies theirs on theirs.id = s.agency_id join agencies ours on ours.id = asking
  where s.content = any(asked) and s.agency_id <> asking and theirs.taken_in_by = ours.taken_in_by
$function$
;

CREATE OR REPLACE FUNCTION public.sequence_log(ids bigint[], nodes jsonb, head jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  before bigint;
  size bigint;
  put bigint;
begin
  perform pg_advisory_xact_lock(6962);
  before := coalesce((select l.index from log l order by l.index desc limit 1) + 1, 0);
  -- Step by step through the indexes: a join might read all of the queue and all of the ledger.
  insert into log (index, agency_id, case_id, position, hash)
  select before + i.n - 1, u.agency_id, u.case_id, u.position, u.hash
  from unnest(ids) with ordinality as i (id, n)
  cross join lateral (select * from unsequenced where id = i.id limit 1) u
  cross join lateral (
    select from ledger l where (l.agency_id, l.case_id, l.position) = (u.agency_id, u.case_id, u.position) and l.hash = u.hash limit 1) l;
  get diagnostics put = row_count;
  if put = 0 or put is distinct from cardinality(ids) then
    raise exception 'the log takes up facts of the ledger that wait for it' using errcode = 'check_violation';
  end if;
  delete from unsequenced where id = any(ids);
  size := before + put;
  insert into log_nodes (level, index, hash)
  select n.level, n.index, n.hash from jsonb_to_recordset(nodes) as n (level int, index bigint, hash text)
  where n.level between 0 and 40 and (n.index + 1) << n.level > before and (n.index + 1) << n.level <= size;
  get diagnostics put = row_count;
  -- A tree of n leaves has 2n - popcount(n) complete subtrees; no two of those above are the same.
  if put <> 2 * (size - before) - bit_count(size::bit(64)) + bit_count(before::bit(64)) then
    raise exception 'the log goes on with the subtrees that its next facts complete' using errcode = 'check_violation';
  end if;
  insert into checkpoints (size, root, note, at) values (size, head ->> 'root', head ->> 'note', (head ->> 'at')::timestamptz);
end $function$
;

CREATE OR REPLACE FUNCTION public.settle_handed_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update case_moves set settled = new.position
  where (agency_id, case_id) = (new.agency_id, new.case_id) and kind = 'handedBack' and settled is null;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.sign_audit(heads jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.spot_line_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and owns(tg_relid) and current_setting('ysqgk.erasing', true) = 'by decision'
    and new.says = '' and to_jsonb(new) - 'says' = to_jsonb(old) - 'says' then
    return new;
  end if;
  raise exception 'spot_lines is append-only: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.spot_words_gone()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.says <> '' and exists (select from ledger where (agency_id, case_id, type) = (new.agency_id, new.case_id, 'wordsErased')) then
    raise exception 'the content of this case was destroyed' using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.tell_audit(told jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.template_second_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.act = 'approved' then
    if not exists (select from template_acts a where a.agency_id = new.agency_id and a.template = new.template
        and a.version = new.version and a.act = 'submitted') then
      raise exception 'version % of % was not submitted', new.version, new.template using errcode = 'check_violation';
    end if;
    if exists (select from template_versions v where v.agency_id = new.agency_id and v.template = new.template
        and v.version = new.version and v."by" = new."by")
      or exists (select from template_acts a where a.agency_id = new.agency_id and a.template = new.template
        and a.version = new.version and a.act = 'submitted' and a."by" = new."by") then
      raise exception '% cannot approve what they wrote or submitted', new."by" using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.urging_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.answer is null and new.answer is not null
    and to_jsonb(new) - array['answer', 'answered_by', 'answered_at'] = to_jsonb(old) - array['answer', 'answered_by', 'answered_at'] then
    return new;
  end if;
  raise exception 'urgings: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $function$
;

create table access_tokens (
  id uuid not null,
  agency_id text not null,
  name text not null,
  scopes text[] not null,
  purpose text not null,
  per_minute integer not null,
  token_hash text not null,
  until date not null,
  by text not null,
  at timestamp with time zone not null,
  approved boolean,
  decided_by text,
  decided_at timestamp with time zone,
  why text,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by text,
  constraint access_tokens_pkey PRIMARY KEY (id),
  constraint access_tokens_a_year CHECK ((until <= (((at AT TIME ZONE 'Asia/Shanghai'::text) + '1 year'::interval))::date)),
  constraint access_tokens_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint access_tokens_decided CHECK ((num_nulls(approved, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint access_tokens_hash UNIQUE (token_hash),
  constraint access_tokens_name UNIQUE (name),
  constraint access_tokens_revoked CHECK ((num_nulls(revoked_at, revoked_by) = ANY (ARRAY[0, 2]))),
  constraint access_tokens_second_person CHECK (((decided_by IS NULL) OR (decided_by <> by))),
  constraint access_tokens_some_scope CHECK ((cardinality(scopes) > 0))
);
CREATE INDEX access_tokens_agency_id_index ON public.access_tokens USING btree (agency_id);
CREATE TRIGGER access_tokens_kept BEFORE DELETE OR UPDATE ON public.access_tokens FOR EACH ROW EXECUTE FUNCTION keep_access_token();
CREATE TRIGGER access_tokens_no_truncate BEFORE TRUNCATE ON public.access_tokens FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table account_cases (
  account_id uuid not null,
  agency_id text not null,
  case_id uuid not null,
  constraint account_cases_account_id_agency_id_case_id_pk PRIMARY KEY (account_id, agency_id, case_id),
  constraint account_cases_account_id_accounts_id_fk FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

create table account_codes (
  browser text not null,
  address text not null,
  code text not null,
  tries integer default 0 not null,
  at timestamp with time zone not null,
  constraint account_codes_pkey PRIMARY KEY (browser)
);
CREATE INDEX account_codes_address ON public.account_codes USING btree (address, at);

create table account_identities (
  found_by text not null,
  account_id uuid not null,
  at timestamp with time zone not null,
  constraint account_identities_pkey PRIMARY KEY (found_by),
  constraint account_identities_account_id_accounts_id_fk FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX account_identities_of ON public.account_identities USING btree (account_id);

create table account_passkeys (
  id text not null,
  account_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  name text not null,
  at timestamp with time zone not null,
  constraint account_passkeys_pkey PRIMARY KEY (id),
  constraint account_passkeys_account_id_accounts_id_fk FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX account_passkeys_of ON public.account_passkeys USING btree (account_id);

create table account_sessions (
  token text not null,
  account_id uuid not null,
  seen_at timestamp with time zone not null,
  constraint account_sessions_pkey PRIMARY KEY (token),
  constraint account_sessions_account_id_accounts_id_fk FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

create table accounts (
  id uuid not null,
  created_at timestamp with time zone not null,
  email bytea,
  found_by text,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_found_by UNIQUE (found_by)
);
CREATE TRIGGER accounts_key_in_use BEFORE INSERT OR UPDATE OF email ON public.accounts FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('email');

create table agencies (
  id text not null,
  name text not null,
  kind text not null,
  taken_in_by text not null,
  profile jsonb not null,
  "position" integer not null,
  remind_before integer[] default '{5,3,1}'::integer[] not null,
  site jsonb,
  shows_handler boolean default false not null,
  constraint agencies_pkey PRIMARY KEY (id)
);
CREATE TRIGGER agencies_told AFTER INSERT OR DELETE OR UPDATE OF name, taken_in_by, "position", site ON public.agencies FOR EACH STATEMENT EXECUTE FUNCTION office_changed();
CREATE TRIGGER responsible AFTER UPDATE OF name, profile ON public.agencies FOR EACH ROW EXECUTE FUNCTION responsible_contact_changed();

create table agency_seal_decisions (
  agency_id text not null,
  version integer not null,
  request integer not null,
  approved boolean not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint agency_seal_decisions_agency_id_version_request_pk PRIMARY KEY (agency_id, version, request),
  constraint agency_seal_decisions_of_version FOREIGN KEY (agency_id, version) REFERENCES agency_seals(agency_id, version)
);
CREATE TRIGGER agency_seal_decisions_append_only BEFORE DELETE OR UPDATE ON public.agency_seal_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agency_seal_decisions_no_truncate BEFORE TRUNCATE ON public.agency_seal_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agency_seal_decisions_second_person BEFORE INSERT ON public.agency_seal_decisions FOR EACH ROW EXECUTE FUNCTION seal_second_person();

create table agency_seal_revocations (
  agency_id text not null,
  version integer not null,
  reason text not null,
  by text not null,
  at timestamp with time zone not null,
  request integer not null,
  constraint agency_seal_revocations_agency_id_version_request_pk PRIMARY KEY (agency_id, version, request)
);
CREATE TRIGGER agency_seal_revocations_append_only BEFORE DELETE OR UPDATE ON public.agency_seal_revocations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agency_seal_revocations_no_truncate BEFORE TRUNCATE ON public.agency_seal_revocations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table agency_seals (
  agency_id text not null,
  version integer not null,
  provider text not null,
  sealed bytea not null,
  subject text not null,
  issuer text not null,
  serial text not null,
  not_before timestamp with time zone not null,
  not_after timestamp with time zone not null,
  picture text,
  diameter integer not null,
  authority text,
  by text not null,
  at timestamp with time zone not null,
  fingerprint text,
  chain text[] default '{}'::text[] not null,
  self_signed boolean default false not null,
  constraint agency_seals_agency_id_version_pk PRIMARY KEY (agency_id, version),
  constraint agency_seals_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER agency_seals_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.agency_seals FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
CREATE TRIGGER agency_seals_no_truncate BEFORE TRUNCATE ON public.agency_seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agency_seals_only_sealed_anew BEFORE DELETE OR UPDATE ON public.agency_seals FOR EACH ROW EXECUTE FUNCTION only_sealed_anew();

create table analysis_drafts (
  agency_id text not null,
  district boolean not null,
  year integer not null,
  n integer not null,
  content text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint analysis_drafts_agency_id_district_year_n_pk PRIMARY KEY (agency_id, district, year, n),
  constraint analysis_drafts_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER analysis_drafts_append_only BEFORE DELETE OR UPDATE ON public.analysis_drafts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER analysis_drafts_no_truncate BEFORE TRUNCATE ON public.analysis_drafts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table analysis_placings (
  agency_id text not null,
  kind text not null,
  name text not null,
  case_id uuid not null,
  n integer not null,
  belongs boolean not null,
  by text not null,
  at timestamp with time zone not null,
  constraint analysis_placings_agency_id_kind_name_case_id_n_pk PRIMARY KEY (agency_id, kind, name, case_id, n),
  constraint analysis_placings_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER analysis_placings_append_only BEFORE DELETE OR UPDATE ON public.analysis_placings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER analysis_placings_no_truncate BEFORE TRUNCATE ON public.analysis_placings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table analysis_subjects (
  agency_id text not null,
  kind text not null,
  name text not null,
  n integer not null,
  words text[] not null,
  by text not null,
  at timestamp with time zone not null,
  constraint analysis_subjects_agency_id_kind_name_n_pk PRIMARY KEY (agency_id, kind, name, n),
  constraint analysis_subjects_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER analysis_subjects_append_only BEFORE DELETE OR UPDATE ON public.analysis_subjects FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER analysis_subjects_no_truncate BEFORE TRUNCATE ON public.analysis_subjects FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table annual_reports (
  agency_id text not null,
  district boolean not null,
  year integer not null,
  n integer not null,
  act text not null,
  content text not null,
  digest text not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  previous_hash text not null,
  hash text not null,
  constraint annual_reports_agency_id_district_year_n_pk PRIMARY KEY (agency_id, district, year, n),
  constraint annual_reports_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER annual_reports_append_only BEFORE DELETE OR UPDATE ON public.annual_reports FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER annual_reports_no_truncate BEFORE TRUNCATE ON public.annual_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table annual_texts (
  agency_id text not null,
  district boolean not null,
  year integer not null,
  part text not null,
  n integer not null,
  content text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint annual_texts_agency_id_district_year_part_n_pk PRIMARY KEY (agency_id, district, year, part, n),
  constraint annual_texts_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER annual_texts_append_only BEFORE DELETE OR UPDATE ON public.annual_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER annual_texts_no_truncate BEFORE TRUNCATE ON public.annual_texts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table answers (
  scope text not null,
  key text not null,
  status integer not null,
  at timestamp with time zone not null,
  sealed bytea not null,
  constraint answers_key UNIQUE (scope, key)
);
CREATE TRIGGER answers_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.answers FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');

create table archive_check_confirmations (
  agency_id text not null,
  number integer not null,
  item text not null,
  passed boolean not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint archive_check_confirmations_agency_id_number_item_pk PRIMARY KEY (agency_id, number, item)
);
CREATE TRIGGER archive_check_confirmations_append_only BEFORE DELETE OR UPDATE ON public.archive_check_confirmations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER archive_check_confirmations_no_truncate BEFORE TRUNCATE ON public.archive_check_confirmations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table archive_checks (
  agency_id text not null,
  number integer not null,
  selection jsonb not null,
  state text not null,
  done integer not null,
  report jsonb,
  by text not null,
  at timestamp with time zone not null,
  made_at timestamp with time zone,
  constraint archive_checks_agency_id_number_pk PRIMARY KEY (agency_id, number),
  constraint archive_checks_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);

create table archive_items (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  year integer not null,
  retention text not null,
  value integer not null,
  archived_on date not null,
  constraint archive_items_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE UNIQUE INDEX archive_items_number ON public.archive_items USING btree (agency_id, year, retention, value);
CREATE INDEX archive_items_period ON public.archive_items USING btree (agency_id, retention, archived_on, case_id);
CREATE TRIGGER archive_items_append_only BEFORE DELETE OR UPDATE ON public.archive_items FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER archive_items_no_truncate BEFORE TRUNCATE ON public.archive_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table arrivals (
  token_hash text not null,
  step text not null,
  person_id uuid not null,
  secret bytea,
  next text not null,
  expires_at timestamp with time zone not null,
  constraint arrivals_pkey PRIMARY KEY (token_hash),
  constraint arrivals_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE TRIGGER arrivals_key_in_use BEFORE INSERT OR UPDATE OF secret ON public.arrivals FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('secret');

create table assistance_steps (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  of integer not null,
  kind text not null,
  until date,
  files uuid[] not null,
  by text not null,
  at timestamp with time zone not null,
  constraint assistance_steps_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE TRIGGER assistance_steps_kept BEFORE DELETE OR UPDATE ON public.assistance_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assistance_steps_no_truncate BEFORE TRUNCATE ON public.assistance_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table assistances (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  unit_id text not null,
  person_id uuid,
  due_on date not null,
  asked_until date,
  files uuid[] not null,
  by text not null,
  at timestamp with time zone not null,
  ended text,
  read_at timestamp with time zone,
  constraint assistances_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE INDEX assistances_open ON public.assistances USING btree (agency_id, unit_id) WHERE (ended IS NULL);
CREATE INDEX assistances_unread ON public.assistances USING btree (agency_id, by) WHERE ((ended = ANY (ARRAY['answered'::text, 'handedBack'::text])) AND (read_at IS NULL));

create table audit_chain (
  agency_id text not null,
  "position" bigint not null,
  id uuid not null,
  hash bytea not null,
  constraint audit_chain_agency_id_position_pk PRIMARY KEY (agency_id, "position")
);
CREATE UNIQUE INDEX audit_chain_line ON public.audit_chain USING btree (agency_id, id);
CREATE TRIGGER audit_chain_append_only BEFORE DELETE OR UPDATE ON public.audit_chain FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_chain_no_truncate BEFORE TRUNCATE ON public.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table audit_checked (
  agency_id text not null,
  "position" bigint not null,
  hash text not null,
  at timestamp with time zone not null,
  fault text,
  constraint audit_checked_pkey PRIMARY KEY (agency_id)
);

create table audit_heads (
  agency_id text not null,
  size bigint not null,
  note text not null,
  at timestamp with time zone not null,
  constraint audit_heads_agency_id_size_pk PRIMARY KEY (agency_id, size)
);
CREATE TRIGGER audit_heads_append_only BEFORE DELETE OR UPDATE ON public.audit_heads FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_heads_no_truncate BEFORE TRUNCATE ON public.audit_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table audit_lines (
  agency_id text not null,
  id uuid not null,
  at timestamp with time zone not null,
  by text not null,
  what text not null,
  case_id uuid,
  subject text,
  succeeded boolean not null,
  detail jsonb,
  address text,
  request text,
  words text,
  told_at timestamp with time zone,
  constraint audit_lines_agency_id_id_pk PRIMARY KEY (agency_id, id)
);
CREATE INDEX audit_lines_acknowledging ON public.audit_lines USING btree (id) WHERE (what = 'auditFault'::text);
CREATE INDEX audit_lines_agency_id_by_id_index ON public.audit_lines USING btree (agency_id, by, id);
CREATE INDEX audit_lines_agency_id_what_id_index ON public.audit_lines USING btree (agency_id, what, id);
CREATE INDEX audit_lines_failed ON public.audit_lines USING btree (agency_id, id) WHERE (NOT succeeded);
CREATE INDEX audit_lines_of_case ON public.audit_lines USING btree (agency_id, case_id, id) WHERE (case_id IS NOT NULL);
CREATE INDEX audit_lines_words ON public.audit_lines USING btree (agency_id, words, id) WHERE (words IS NOT NULL);
CREATE TRIGGER audit_lines_append_only BEFORE DELETE OR UPDATE ON public.audit_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_lines_no_truncate BEFORE TRUNCATE ON public.audit_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table audit_lines enable row level security;
create policy agency on audit_lines using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table audit_unchained (
  agency_id text not null,
  id uuid not null,
  since timestamp with time zone default now() not null,
  constraint audit_unchained_agency_id_id_pk PRIMARY KEY (agency_id, id)
);
CREATE TRIGGER audit_unchained_no_truncate BEFORE TRUNCATE ON public.audit_unchained FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table authenticators (
  person_id uuid not null,
  secret bytea not null,
  last_step integer not null,
  at timestamp with time zone not null,
  constraint authenticators_pkey PRIMARY KEY (person_id),
  constraint authenticators_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE TRIGGER authenticators_key_in_use BEFORE INSERT OR UPDATE OF secret ON public.authenticators FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('secret');

create table blobs_to_erase (
  blob text not null,
  agency_id text not null,
  case_id uuid not null,
  since timestamp with time zone not null,
  constraint blobs_to_erase_blob_agency_id_case_id_pk PRIMARY KEY (blob, agency_id, case_id)
);

create table calendar_alarms (
  year integer not null,
  person_id uuid not null,
  "on" date not null,
  constraint calendar_alarms_year_person_id_pk PRIMARY KEY (year, person_id)
);

create table calendars (
  year integer not null,
  version integer not null,
  arrangement jsonb not null,
  by text not null,
  at timestamp with time zone not null,
  constraint calendars_year_version_pk PRIMARY KEY (year, version)
);

create table case_courses (
  agency_id text not null,
  case_id uuid not null,
  length integer not null,
  settled_on date not null,
  unit_id text,
  outcome text,
  register integer,
  assign integer,
  draft integer,
  review integer,
  sign integer,
  serve integer,
  returns integer not null,
  first_time boolean,
  confirm integer,
  constraint case_courses_agency_id_case_id_pk PRIMARY KEY (agency_id, case_id)
);
CREATE INDEX case_courses_settled ON public.case_courses USING btree (agency_id, settled_on);

create table case_moves (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  kind text not null,
  unit_id text,
  handler_id uuid,
  other_agency text,
  other_case uuid,
  by text not null,
  at timestamp with time zone not null,
  settled integer,
  constraint case_moves_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE INDEX case_moves_between ON public.case_moves USING btree (agency_id, at) WHERE (other_case IS NOT NULL);
CREATE INDEX case_moves_of_unit ON public.case_moves USING btree (agency_id, unit_id, at) WHERE (unit_id IS NOT NULL);
CREATE INDEX case_moves_open ON public.case_moves USING btree (agency_id) WHERE ((kind = 'handedBack'::text) AND (settled IS NULL));

create table cases (
  agency_id text not null,
  id uuid not null,
  receipt text not null,
  number text,
  workflow text not null,
  state jsonb not null,
  context jsonb not null,
  length integer not null,
  head text not null,
  stage text not null,
  step text not null,
  channel text not null,
  submitted_on date not null,
  submitted_at timestamp with time zone not null,
  received_on date,
  due_on date,
  provisional boolean not null,
  status text not null,
  settled_on date,
  next_due_on date,
  next_due_for text,
  outcome text,
  unit_id text,
  handler_id uuid,
  drafted_by uuid,
  title text not null,
  applicant_name text not null,
  applicant_column text not null,
  search text not null,
  careful_due_on date,
  email bytea,
  found_by text[] not null,
  keys text not null,
  code bytea,
  pairs integer[] not null,
  counted_on date,
  counted_as text,
  waits text,
  waits_for text,
  late boolean,
  late_carefully boolean,
  said integer[],
  constraint cases_agency_id_id_pk PRIMARY KEY (agency_id, id),
  constraint cases_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE INDEX cases_archived ON public.cases USING btree (agency_id, unit_id, handler_id) WHERE (stage = 'archive'::text);
CREATE INDEX cases_archived_by_applicant_name ON public.cases USING btree (agency_id, applicant_name COLLATE as_read, id) WHERE (stage = 'archive'::text);
CREATE INDEX cases_archived_by_handler ON public.cases USING btree (agency_id, handler_id, next_due_on, id) WHERE (stage = 'archive'::text);
CREATE INDEX cases_archived_by_number ON public.cases USING btree (agency_id, number COLLATE as_read, id) WHERE (stage = 'archive'::text);
CREATE INDEX cases_archived_by_title ON public.cases USING btree (agency_id, title COLLATE as_read, id) WHERE (stage = 'archive'::text);
CREATE INDEX cases_archived_channel ON public.cases USING btree (agency_id, channel, next_due_on, id) WHERE (stage = 'archive'::text);
CREATE INDEX cases_counted ON public.cases USING btree (agency_id, counted_on, received_on, counted_as, applicant_column);
CREATE INDEX cases_desk ON public.cases USING btree (agency_id, next_due_on, id, stage, status, provisional, unit_id, handler_id, channel, outcome, submitted_on) WHERE (stage <> 'archive'::text);
CREATE INDEX cases_found_by ON public.cases USING gin (found_by);
CREATE INDEX cases_handler ON public.cases USING btree (agency_id, handler_id, next_due_on, id);
CREATE UNIQUE INDEX cases_number ON public.cases USING btree (agency_id, number);
CREATE INDEX cases_open_by_applicant_name ON public.cases USING btree (agency_id, applicant_name COLLATE as_read, id, next_due_on, stage, status) WHERE (stage <> 'archive'::text);
CREATE INDEX cases_open_by_handler ON public.cases USING btree (agency_id, handler_id, next_due_on, id) WHERE (stage <> 'archive'::text);
CREATE INDEX cases_open_by_number ON public.cases USING btree (agency_id, number COLLATE as_read, id, next_due_on, stage, status) WHERE (stage <> 'archive'::text);
CREATE INDEX cases_open_by_title ON public.cases USING btree (agency_id, title COLLATE as_read, id, next_due_on, stage, status) WHERE (stage <> 'archive'::text);
CREATE INDEX cases_open_submitted ON public.cases USING btree (agency_id, submitted_on, id) WHERE (stage <> 'archive'::text);
CREATE INDEX cases_outcome ON public.cases USING btree (agency_id, outcome, next_due_on, id) WHERE (outcome IS NOT NULL);
CREATE INDEX cases_pairs_archived ON public.cases USING gin (pairs_in(agency_id, pairs)) WHERE (stage = 'archive'::text);
CREATE INDEX cases_pairs_open ON public.cases USING gin (pairs_in(agency_id, pairs)) WHERE (stage <> 'archive'::text);
CREATE UNIQUE INDEX cases_receipt ON public.cases USING btree (receipt);
CREATE INDEX cases_release ON public.cases USING btree (agency_id, ((context ->> 'releaseProposedOn'::text)), id) WHERE ((context ->> 'releaseProposedOn'::text) IS NOT NULL);
CREATE INDEX cases_said_archived ON public.cases USING gin (pairs_in(agency_id, said)) WHERE (stage = 'archive'::text);
CREATE INDEX cases_said_open ON public.cases USING gin (pairs_in(agency_id, said)) WHERE (stage <> 'archive'::text);
CREATE INDEX cases_settled ON public.cases USING btree (agency_id, settled_on, late, late_carefully) WHERE (settled_on IS NOT NULL);
CREATE INDEX cases_stage ON public.cases USING btree (agency_id, stage, next_due_on, id);
CREATE INDEX cases_stage_submitted ON public.cases USING btree (agency_id, stage, submitted_on, id);
CREATE INDEX cases_unconfirmed ON public.cases USING btree (agency_id, id) WHERE (status = 'awaitingConfirmation'::text);
CREATE INDEX cases_unjudged ON public.cases USING btree (agency_id, id) WHERE ((settled_on IS NOT NULL) AND (late IS NULL));
CREATE INDEX cases_unsaid ON public.cases USING btree (agency_id, id) WHERE (said IS NULL);
CREATE INDEX cases_waits ON public.cases USING btree (agency_id, next_due_on, id, waits_for, unit_id, handler_id, waits) WHERE (waits IS NOT NULL);
CREATE TRIGGER cases_place_stays BEFORE UPDATE ON public.cases FOR EACH ROW WHEN ((((((((old.agency_id IS DISTINCT FROM new.agency_id) OR (old.id IS DISTINCT FROM new.id)) OR (old.receipt IS DISTINCT FROM new.receipt)) OR (old.submitted_at IS DISTINCT FROM new.submitted_at)) OR (old.workflow IS DISTINCT FROM new.workflow)) OR (old.keys IS DISTINCT FROM new.keys)) OR (old.code IS DISTINCT FROM new.code))) EXECUTE FUNCTION place_stays();

create table challenges (
  token_hash text not null,
  challenge text not null,
  person_id uuid,
  expires_at timestamp with time zone not null,
  constraint challenges_pkey PRIMARY KEY (token_hash),
  constraint challenges_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);

create table checkpoints (
  size bigint not null,
  root text not null,
  note text not null,
  at timestamp with time zone not null,
  constraint checkpoints_pkey PRIMARY KEY (size)
);
CREATE TRIGGER checkpoints_append_only BEFORE DELETE OR UPDATE ON public.checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_no_truncate BEFORE TRUNCATE ON public.checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table choice_decisions (
  agency_id text not null,
  "position" integer not null,
  approved boolean not null,
  before jsonb not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint choice_decisions_agency_id_position_pk PRIMARY KEY (agency_id, "position"),
  constraint choice_decisions_of_proposal FOREIGN KEY (agency_id, "position") REFERENCES choice_proposals(agency_id, "position")
);
CREATE TRIGGER choice_decisions_append_only BEFORE DELETE OR UPDATE ON public.choice_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER choice_decisions_no_truncate BEFORE TRUNCATE ON public.choice_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER choice_decisions_second_person BEFORE INSERT ON public.choice_decisions FOR EACH ROW EXECUTE FUNCTION choice_second_person();

create table choice_proposals (
  agency_id text not null,
  "position" integer not null,
  choice text not null,
  value jsonb not null,
  from_day date not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint choice_proposals_agency_id_position_pk PRIMARY KEY (agency_id, "position"),
  constraint choice_proposals_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER choice_proposals_append_only BEFORE DELETE OR UPDATE ON public.choice_proposals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER choice_proposals_no_truncate BEFORE TRUNCATE ON public.choice_proposals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table conference_seats (
  agency_id text not null,
  case_id uuid not null,
  conference integer not null,
  n integer not null,
  person_id uuid,
  capacity text not null,
  given_by text,
  given_at timestamp with time zone,
  constraint conference_seats_agency_id_case_id_conference_n_pk PRIMARY KEY (agency_id, case_id, conference, n)
);
CREATE INDEX conference_seats_open ON public.conference_seats USING btree (agency_id, person_id) WHERE ((given_at IS NULL) AND (person_id IS NOT NULL));

create table conferences (
  agency_id text not null,
  case_id uuid not null,
  n integer not null,
  by text not null,
  at timestamp with time zone not null,
  minutes integer,
  concluded integer,
  constraint conferences_agency_id_case_id_n_pk PRIMARY KEY (agency_id, case_id, n)
);

create table consultation_accesses (
  agency_id text not null,
  case_id uuid not null,
  consultation text not null,
  number text not null,
  opened_at timestamp with time zone,
  keys text not null,
  code bytea,
  language text,
  constraint consultation_accesses_agency_id_case_id_consultation_pk PRIMARY KEY (agency_id, case_id, consultation)
);
CREATE UNIQUE INDEX consultation_accesses_number ON public.consultation_accesses USING btree (number);
CREATE TRIGGER consultation_accesses_place_stays BEFORE UPDATE ON public.consultation_accesses FOR EACH ROW WHEN (((((((old.agency_id IS DISTINCT FROM new.agency_id) OR (old.case_id IS DISTINCT FROM new.case_id)) OR (old.consultation IS DISTINCT FROM new.consultation)) OR (old.number IS DISTINCT FROM new.number)) OR (old.keys IS DISTINCT FROM new.keys)) OR (old.code IS DISTINCT FROM new.code))) EXECUTE FUNCTION place_stays();

create table cosigned (
  origin text not null,
  size bigint not null,
  root text not null,
  note text not null,
  at timestamp with time zone not null,
  constraint cosigned_origin_size_pk PRIMARY KEY (origin, size)
);
CREATE TRIGGER cosigned_append_only BEFORE DELETE OR UPDATE ON public.cosigned FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cosigned_no_truncate BEFORE TRUNCATE ON public.cosigned FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table counters (
  agency_id text not null,
  year integer not null,
  kind text not null,
  value integer not null,
  constraint counters_agency_id_year_kind_pk PRIMARY KEY (agency_id, year, kind)
);

create table course_sums (
  agency_id text not null,
  year integer not null,
  unit_id text,
  outcome text,
  answered integer not null,
  returned integer not null,
  returns integer not null,
  reviewed integer not null,
  first_time integer not null,
  register integer,
  assign integer,
  draft integer,
  review integer,
  sign integer,
  serve integer,
  confirm integer,
  register_of integer not null,
  assign_of integer not null,
  draft_of integer not null,
  review_of integer not null,
  sign_of integer not null,
  serve_of integer not null,
  confirm_of integer not null
);
CREATE INDEX course_sums_year ON public.course_sums USING btree (agency_id, year);

create table covers (
  id uuid not null,
  person_id uuid not null,
  covered_by uuid not null,
  from_day date not null,
  to_day date not null,
  by text not null,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  approved boolean,
  decided_by text,
  decided_at timestamp with time zone,
  constraint covers_pkey PRIMARY KEY (id),
  constraint covers_covered_by_people_id_fk FOREIGN KEY (covered_by) REFERENCES people(id),
  constraint covers_days CHECK ((from_day <= to_day)),
  constraint covers_decided CHECK (((num_nulls(approved, decided_by, decided_at) = ANY (ARRAY[0, 3])) AND ((approved IS DISTINCT FROM false) OR (ended_at IS NOT NULL)))),
  constraint covers_of_another CHECK ((person_id <> covered_by)),
  constraint covers_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX covers_covered_by_to_day_index ON public.covers USING btree (covered_by, to_day);
CREATE TRIGGER covers_second_person BEFORE INSERT OR UPDATE ON public.covers FOR EACH ROW EXECUTE FUNCTION cover_second_person();

create table data_editions (
  edition text not null,
  constraint data_editions_pkey PRIMARY KEY (edition)
);

create table deadlines (
  agency_id text not null,
  case_id uuid not null,
  kind text not null,
  due_on date not null,
  because text not null,
  provisional boolean not null,
  constraint deadlines_agency_id_case_id_kind_pk PRIMARY KEY (agency_id, case_id, kind)
);
CREATE INDEX deadlines_answers ON public.deadlines USING btree (agency_id, due_on, case_id, kind) WHERE (strpos(kind, 'Answer:'::text) > 0);
CREATE INDEX deadlines_due ON public.deadlines USING btree (due_on, agency_id, case_id, kind);
CREATE INDEX deadlines_release ON public.deadlines USING btree (agency_id, due_on) WHERE (kind = 'release'::text);

create table deliveries (
  agency_id text not null,
  case_id uuid not null,
  occasion text,
  message_id text not null,
  intended_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  proof text,
  channel text not null,
  failed_at timestamp with time zone,
  failure text,
  "position" integer not null,
  notice text not null,
  consultation text,
  kept_at timestamp with time zone,
  returned_at timestamp with time zone,
  wording integer,
  constraint deliveries_once UNIQUE NULLS NOT DISTINCT (agency_id, case_id, "position", notice, consultation, occasion, channel)
);
CREATE INDEX deliveries_kept ON public.deliveries USING btree (kept_at) WHERE (kept_at IS NOT NULL);
CREATE INDEX deliveries_message ON public.deliveries USING btree (message_id);

create table destruction_decisions (
  agency_id text not null,
  number integer not null,
  seat text not null,
  approved boolean not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint destruction_decisions_agency_id_number_seat_pk PRIMARY KEY (agency_id, number, seat)
);
CREATE TRIGGER destruction_decisions_append_only BEFORE DELETE OR UPDATE ON public.destruction_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER destruction_decisions_no_truncate BEFORE TRUNCATE ON public.destruction_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER destruction_decisions_third_person BEFORE INSERT ON public.destruction_decisions FOR EACH ROW EXECUTE FUNCTION destruction_third_person();

create table destruction_items (
  agency_id text not null,
  number integer not null,
  case_id uuid not null,
  constraint destruction_items_agency_id_number_case_id_pk PRIMARY KEY (agency_id, number, case_id)
);
CREATE INDEX destruction_items_case ON public.destruction_items USING btree (agency_id, case_id);
CREATE TRIGGER destruction_items_append_only BEFORE DELETE OR UPDATE ON public.destruction_items FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER destruction_items_no_truncate BEFORE TRUNCATE ON public.destruction_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table destruction_lists (
  agency_id text not null,
  number integer not null,
  content text not null,
  digest text not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint destruction_lists_agency_id_number_pk PRIMARY KEY (agency_id, number),
  constraint destruction_lists_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER destruction_lists_append_only BEFORE DELETE OR UPDATE ON public.destruction_lists FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER destruction_lists_no_truncate BEFORE TRUNCATE ON public.destruction_lists FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table destruction_troubles (
  agency_id text not null,
  number integer not null,
  case_id uuid not null,
  what text not null,
  at timestamp with time zone not null,
  constraint destruction_troubles_agency_id_number_case_id_pk PRIMARY KEY (agency_id, number, case_id)
);

create table differing_cases (
  agency_id text not null,
  case_id uuid not null,
  what text not null,
  "position" integer,
  since timestamp with time zone not null,
  constraint differing_cases_agency_id_case_id_pk PRIMARY KEY (agency_id, case_id)
);

create table document_numbers (
  agency_id text not null,
  year integer not null,
  kind text not null,
  value integer not null,
  number text not null,
  mark text,
  constraint document_numbers_agency_id_year_kind_value_pk PRIMARY KEY (agency_id, year, kind, value)
);
CREATE UNIQUE INDEX document_numbers_number ON public.document_numbers USING btree (agency_id, number);
CREATE UNIQUE INDEX document_numbers_of_one_agency ON public.document_numbers USING btree (number) WHERE (mark IS NOT NULL);
CREATE TRIGGER document_numbers_append_only BEFORE DELETE OR UPDATE ON public.document_numbers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_numbers_no_truncate BEFORE TRUNCATE ON public.document_numbers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table ended_cookies (
  id text not null,
  until timestamp with time zone not null,
  constraint ended_cookies_pkey PRIMARY KEY (id)
);

create table example_cases (
  id uuid not null,
  n integer not null,
  agency_id text not null,
  outcome text not null,
  title text not null,
  facts text not null,
  comment text not null,
  lesson text not null,
  article text not null,
  state text not null,
  why text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint example_cases_id_n_pk PRIMARY KEY (id, n),
  constraint example_cases_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint example_cases_state CHECK ((state = ANY (ARRAY['submitted'::text, 'approved'::text, 'withdrawn'::text])))
);
CREATE INDEX example_cases_of ON public.example_cases USING btree (agency_id);
CREATE TRIGGER example_cases_append_only BEFORE DELETE OR UPDATE ON public.example_cases FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER example_cases_no_truncate BEFORE TRUNCATE ON public.example_cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table exchange_messages (
  agency_id text not null,
  case_id uuid not null,
  n integer not null,
  "position" integer not null,
  type text not null,
  kind text not null,
  state text not null,
  tries integer not null,
  next_at timestamp with time zone not null,
  answer text,
  receipt text,
  made_at timestamp with time zone not null,
  taken_at timestamp with time zone,
  constraint exchange_messages_agency_id_case_id_n_pk PRIMARY KEY (agency_id, case_id, n),
  constraint exchange_messages_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE INDEX exchange_messages_due ON public.exchange_messages USING btree (next_at) WHERE (state = 'waiting'::text);
CREATE INDEX exchange_messages_open ON public.exchange_messages USING btree (agency_id, state, next_at) WHERE (state <> ALL (ARRAY['taken'::text, 'gone'::text]));
CREATE INDEX exchange_messages_taken ON public.exchange_messages USING btree (agency_id, taken_at) WHERE (state = 'taken'::text);

create table exchange_received (
  number text not null,
  n integer not null,
  digest text not null,
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  at timestamp with time zone not null,
  constraint exchange_received_number_n_pk PRIMARY KEY (number, n),
  constraint exchange_received_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE INDEX exchange_received_at ON public.exchange_received USING btree (agency_id, at);
CREATE UNIQUE INDEX exchange_received_fact ON public.exchange_received USING btree (agency_id, case_id, "position");
CREATE TRIGGER exchange_received_append_only BEFORE DELETE OR UPDATE ON public.exchange_received FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_received_no_truncate BEFORE TRUNCATE ON public.exchange_received FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table exchange_refused (
  number text not null,
  n integer not null,
  code text not null,
  agency_id text,
  times bigint not null,
  message text not null,
  at timestamp with time zone not null,
  constraint exchange_refused_number_n_code_pk PRIMARY KEY (number, n, code)
);
CREATE INDEX exchange_refused_at ON public.exchange_refused USING btree (at);

create table exchange_tries (
  agency_id text not null,
  case_id uuid not null,
  n integer not null,
  attempt integer not null,
  outcome text not null,
  answer text not null,
  at timestamp with time zone not null,
  constraint exchange_tries_agency_id_case_id_n_attempt_pk PRIMARY KEY (agency_id, case_id, n, attempt),
  constraint exchange_tries_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER exchange_tries_append_only BEFORE DELETE OR UPDATE ON public.exchange_tries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_tries_no_truncate BEFORE TRUNCATE ON public.exchange_tries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table file_scans (
  sha256 text not null,
  result text not null,
  virus text,
  at timestamp with time zone not null,
  constraint file_scans_pkey PRIMARY KEY (sha256)
);
CREATE INDEX file_scans_waiting ON public.file_scans USING btree (at) WHERE (result = 'unscanned'::text);

create table files (
  agency_id text not null,
  case_id uuid not null,
  id uuid not null,
  name text not null,
  size integer not null,
  sha256 text not null,
  type text not null,
  by text not null,
  at timestamp with time zone not null,
  heed text,
  constraint files_agency_id_case_id_id_pk PRIMARY KEY (agency_id, case_id, id),
  constraint files_heed CHECK ((heed = ANY (ARRAY['locked'::text, 'damaged'::text, 'unusual'::text, 'program'::text, 'page'::text])))
);
CREATE INDEX files_content ON public.files USING btree (sha256);
CREATE TRIGGER files_append_only BEFORE DELETE OR UPDATE ON public.files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER files_no_truncate BEFORE TRUNCATE ON public.files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table files enable row level security;
create policy agency on files using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table former_passwords (
  person_id uuid not null,
  password text not null,
  at timestamp with time zone not null,
  constraint former_passwords_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX former_passwords_person_id_index ON public.former_passwords USING btree (person_id);

create table given_downloads (
  id bigint generated always as identity not null,
  agency_id text not null,
  case_id uuid not null,
  file uuid not null,
  sha256 text not null,
  at timestamp with time zone not null,
  constraint given_downloads_pkey PRIMARY KEY (id)
);
CREATE INDEX given_downloads_case ON public.given_downloads USING btree (agency_id, case_id, id);
CREATE TRIGGER given_downloads_append_only BEFORE DELETE OR UPDATE ON public.given_downloads FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER given_downloads_no_truncate BEFORE TRUNCATE ON public.given_downloads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table given_looks (
  id bigint generated always as identity not null,
  agency_id text not null,
  case_id uuid not null,
  file uuid not null,
  by text not null,
  at timestamp with time zone not null,
  constraint given_looks_pkey PRIMARY KEY (id)
);
CREATE INDEX given_looks_case ON public.given_looks USING btree (agency_id, case_id, id);
CREATE TRIGGER given_looks_append_only BEFORE DELETE OR UPDATE ON public.given_looks FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER given_looks_no_truncate BEFORE TRUNCATE ON public.given_looks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table guide_versions (
  agency_id text not null,
  n integer not null,
  content jsonb not null,
  state text not null,
  why text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint guide_versions_agency_id_n_pk PRIMARY KEY (agency_id, n),
  constraint guide_versions_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint guide_versions_state CHECK ((state = ANY (ARRAY['submitted'::text, 'approved'::text, 'withdrawn'::text])))
);
CREATE TRIGGER guide_versions_append_only BEFORE DELETE OR UPDATE ON public.guide_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER guide_versions_no_truncate BEFORE TRUNCATE ON public.guide_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table identities (
  agency_id text not null,
  case_id uuid not null,
  whose text not null,
  sealed bytea not null,
  constraint identities_agency_id_case_id_whose_pk PRIMARY KEY (agency_id, case_id, whose)
);
CREATE TRIGGER identities_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.identities FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
CREATE TRIGGER identities_no_truncate BEFORE TRUNCATE ON public.identities FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identities_only_sealed_anew BEFORE UPDATE ON public.identities FOR EACH ROW EXECUTE FUNCTION only_sealed_anew();
alter table identities enable row level security;
create policy agency on identities using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table identity_looks (
  id bigint generated always as identity not null,
  agency_id text not null,
  case_id uuid not null,
  paper uuid not null,
  by text not null,
  at timestamp with time zone not null,
  constraint identity_looks_pkey PRIMARY KEY (id)
);
CREATE INDEX identity_looks_case ON public.identity_looks USING btree (agency_id, case_id, id);
CREATE TRIGGER identity_looks_append_only BEFORE DELETE OR UPDATE ON public.identity_looks FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_looks_no_truncate BEFORE TRUNCATE ON public.identity_looks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table identity_papers (
  agency_id text not null,
  case_id uuid not null,
  id uuid not null,
  name text not null,
  size integer not null,
  type text not null,
  sealed bytea,
  at timestamp with time zone not null,
  erased_at timestamp with time zone,
  proof text,
  heed text,
  constraint identity_papers_agency_id_case_id_id_pk PRIMARY KEY (agency_id, case_id, id),
  constraint identity_papers_heed CHECK ((heed = ANY (ARRAY['locked'::text, 'damaged'::text, 'unusual'::text, 'program'::text, 'page'::text])))
);
CREATE INDEX identity_papers_proof ON public.identity_papers USING btree (proof);
CREATE TRIGGER identity_papers_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.identity_papers FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
CREATE TRIGGER identity_papers_no_truncate BEFORE TRUNCATE ON public.identity_papers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_papers_only_erased BEFORE DELETE OR UPDATE ON public.identity_papers FOR EACH ROW EXECUTE FUNCTION only_erase_identity_paper();
alter table identity_papers enable row level security;
create policy agency on identity_papers using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table internal_words (
  agency_id text not null,
  case_id uuid not null,
  of text not null,
  sealed bytea not null,
  constraint internal_words_agency_id_case_id_of_pk PRIMARY KEY (agency_id, case_id, of)
);
CREATE TRIGGER internal_words_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.internal_words FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
CREATE TRIGGER internal_words_none_after BEFORE INSERT OR UPDATE ON public.internal_words FOR EACH ROW EXECUTE FUNCTION refuse_words_of_erased();
alter table internal_words enable row level security;
create policy agency on internal_words using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table invitations (
  token_hash text not null,
  person_id uuid not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (token_hash),
  constraint invitations_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);

create table kept_drafts (
  agency_id text not null,
  case_id uuid not null,
  by text not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  constraint kept_drafts_agency_id_case_id_by_pk PRIMARY KEY (agency_id, case_id, by)
);
CREATE TRIGGER kept_drafts_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.kept_drafts FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
alter table kept_drafts enable row level security;
create policy agency on kept_drafts using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table kept_forms (
  id text not null,
  visitor text not null,
  basket text,
  code text,
  code_until timestamp with time zone,
  sealed bytea not null,
  at timestamp with time zone not null,
  until timestamp with time zone not null,
  browser text,
  constraint kept_forms_pkey PRIMARY KEY (id),
  constraint kept_forms_code UNIQUE (code)
);
CREATE INDEX kept_forms_basket ON public.kept_forms USING btree (basket);
CREATE INDEX kept_forms_browser ON public.kept_forms USING btree (browser, at);
CREATE INDEX kept_forms_until ON public.kept_forms USING btree (until);
CREATE INDEX kept_forms_visitor ON public.kept_forms USING btree (visitor, at);
CREATE TRIGGER kept_forms_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.kept_forms FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');

create table kept_lists (
  person_id uuid not null,
  name text not null,
  words text not null,
  at timestamp with time zone not null,
  constraint kept_lists_person_id_name_pk PRIMARY KEY (person_id, name),
  constraint kept_lists_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);

create table leaving_copies (
  original text not null,
  type text not null,
  sha256 text not null,
  size integer not null,
  pages integer,
  findings jsonb not null,
  at timestamp with time zone not null,
  constraint leaving_copies_original_type_pk PRIMARY KEY (original, type)
);
CREATE INDEX leaving_copies_content ON public.leaving_copies USING btree (sha256);
CREATE TRIGGER leaving_copies_append_only BEFORE DELETE OR UPDATE ON public.leaving_copies FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER leaving_copies_no_truncate BEFORE TRUNCATE ON public.leaving_copies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table ledger (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  type text not null,
  "on" date not null,
  open jsonb not null,
  words text,
  by text not null,
  at timestamp with time zone not null,
  previous_hash text not null,
  hash text not null,
  constraint ledger_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE INDEX ledger_changed ON public.ledger USING btree (agency_id, case_id) WHERE (type = ANY (ARRAY['contactChanged'::text, 'rectified'::text]));
CREATE INDEX ledger_erased ON public.ledger USING btree (agency_id, case_id) WHERE (type = 'wordsErased'::text);
CREATE TRIGGER ledger_append_only BEFORE DELETE OR UPDATE ON public.ledger FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_handed_back AFTER INSERT ON public.ledger FOR EACH ROW WHEN ((new.type = 'assigned'::text)) EXECUTE FUNCTION settle_handed_back();
CREATE TRIGGER ledger_internal_words AFTER INSERT ON public.ledger FOR EACH ROW WHEN ((new.type = 'wordsErased'::text)) EXECUTE FUNCTION erase_internal_words();
CREATE TRIGGER ledger_mails AFTER INSERT ON public.ledger FOR EACH ROW WHEN ((new.type = 'wordsErased'::text)) EXECUTE FUNCTION erase_mails();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_spot_words AFTER INSERT ON public.ledger FOR EACH ROW WHEN ((new.type = 'wordsErased'::text)) EXECUTE FUNCTION erase_spot_words();
CREATE TRIGGER ledger_visit_languages AFTER INSERT ON public.ledger FOR EACH ROW WHEN ((new.type = 'wordsErased'::text)) EXECUTE FUNCTION erase_visit_language();
alter table ledger enable row level security;
create policy agency on ledger using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table letter_timestamps (
  agency_id text not null,
  case_id uuid not null,
  letter uuid not null,
  authority text not null,
  stamped_at timestamp with time zone not null,
  token bytea not null,
  sha256 text not null,
  at timestamp with time zone not null,
  constraint letter_timestamps_agency_id_case_id_letter_pk PRIMARY KEY (agency_id, case_id, letter)
);
CREATE TRIGGER letter_timestamps_append_only BEFORE DELETE OR UPDATE ON public.letter_timestamps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letter_timestamps_no_truncate BEFORE TRUNCATE ON public.letter_timestamps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table letters (
  agency_id text not null,
  case_id uuid not null,
  id uuid not null,
  template text not null,
  digest text not null,
  title text not null,
  kind text not null,
  number text,
  made_on date not null,
  issued_at text not null,
  sha256 text not null,
  size integer not null,
  fonts text not null,
  "position" integer not null,
  consultation text,
  sealed bytea not null,
  constraint letters_agency_id_case_id_id_pk PRIMARY KEY (agency_id, case_id, id)
);
CREATE INDEX letters_content ON public.letters USING btree (sha256);
CREATE INDEX letters_number ON public.letters USING btree (agency_id, number);
CREATE TRIGGER letters_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.letters FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
CREATE TRIGGER letters_no_truncate BEFORE TRUNCATE ON public.letters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letters_only_sealed_anew BEFORE DELETE OR UPDATE ON public.letters FOR EACH ROW EXECUTE FUNCTION only_sealed_anew();
alter table letters enable row level security;
create policy agency on letters using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table log (
  index bigint not null,
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  hash text not null,
  constraint log_pkey PRIMARY KEY (index)
);
CREATE UNIQUE INDEX log_fact ON public.log USING btree (agency_id, case_id, "position");
CREATE TRIGGER log_append_only BEFORE DELETE OR UPDATE ON public.log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON public.log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table log_nodes (
  level integer not null,
  index bigint not null,
  hash text not null,
  constraint log_nodes_level_index_pk PRIMARY KEY (level, index)
);
CREATE TRIGGER log_nodes_append_only BEFORE DELETE OR UPDATE ON public.log_nodes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_nodes_no_truncate BEFORE TRUNCATE ON public.log_nodes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table log_readers (
  name text not null,
  next bigint not null,
  constraint log_readers_pkey PRIMARY KEY (name)
);

create table mailboxes (
  box text not null,
  held_by text not null,
  held_until timestamp with time zone not null,
  looked_at timestamp with time zone,
  fault text,
  fault_at timestamp with time zone,
  constraint mailboxes_pkey PRIMARY KEY (box)
);

create table mails (
  id uuid not null,
  agency_id text not null,
  box text not null,
  uid_validity text not null,
  uid bigint not null,
  size integer not null,
  sha256 text,
  sealed bytea,
  id_digest text,
  content_digest text,
  arrived_at timestamp with time zone not null,
  taken_at timestamp with time zone not null,
  state text not null,
  why text,
  case_id uuid,
  tries integer not null,
  fault text,
  by text,
  done_at timestamp with time zone,
  constraint mails_pkey PRIMARY KEY (id),
  constraint mails_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint mails_case CHECK (((state = ANY (ARRAY['filed'::text, 'attached'::text, 'returned'::text])) <= (case_id IS NOT NULL))),
  constraint mails_once UNIQUE (box, uid_validity, uid),
  constraint mails_state CHECK ((state = ANY (ARRAY['taken'::text, 'filed'::text, 'attached'::text, 'proposed'::text, 'returned'::text, 'aside'::text])))
);
CREATE INDEX mails_arrived ON public.mails USING btree (agency_id, arrived_at, id);
CREATE UNIQUE INDEX mails_bytes ON public.mails USING btree (box, sha256) WHERE (sha256 IS NOT NULL);
CREATE INDEX mails_content ON public.mails USING btree (agency_id, content_digest) WHERE (content_digest IS NOT NULL);
CREATE INDEX mails_message ON public.mails USING btree (agency_id, id_digest) WHERE (id_digest IS NOT NULL);
CREATE INDEX mails_of_case ON public.mails USING btree (agency_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX mails_open ON public.mails USING btree (agency_id, arrived_at, id) WHERE (state = ANY (ARRAY['taken'::text, 'proposed'::text]));
CREATE TRIGGER mails_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.mails FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
alter table mails enable row level security;
create policy agency on mails using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table monthly_definitions (
  agency_id text not null,
  district boolean not null,
  n integer not null,
  content text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint monthly_definitions_agency_id_district_n_pk PRIMARY KEY (agency_id, district, n),
  constraint monthly_definitions_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER monthly_definitions_append_only BEFORE DELETE OR UPDATE ON public.monthly_definitions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_definitions_no_truncate BEFORE TRUNCATE ON public.monthly_definitions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table monthly_entries (
  agency_id text not null,
  district boolean not null,
  month text not null,
  code text not null,
  n integer not null,
  content text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint monthly_entries_agency_id_district_month_code_n_pk PRIMARY KEY (agency_id, district, month, code, n),
  constraint monthly_entries_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER monthly_entries_append_only BEFORE DELETE OR UPDATE ON public.monthly_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_entries_no_truncate BEFORE TRUNCATE ON public.monthly_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table monthly_pushes (
  agency_id text not null,
  district boolean not null,
  month text not null,
  n integer not null,
  attempt integer not null,
  outcome text not null,
  answer text not null,
  at timestamp with time zone not null,
  constraint monthly_pushes_agency_id_district_month_n_attempt_pk PRIMARY KEY (agency_id, district, month, n, attempt),
  constraint monthly_pushes_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER monthly_pushes_append_only BEFORE DELETE OR UPDATE ON public.monthly_pushes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_pushes_no_truncate BEFORE TRUNCATE ON public.monthly_pushes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table monthly_reminders (
  person_id uuid not null,
  "on" date not null,
  constraint monthly_reminders_person_id_on_pk PRIMARY KEY (person_id, "on"),
  constraint monthly_reminders_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);

create table monthly_returns (
  agency_id text not null,
  district boolean not null,
  month text not null,
  n integer not null,
  act text not null,
  content text not null,
  digest text not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  previous_hash text not null,
  hash text not null,
  constraint monthly_returns_agency_id_district_month_n_pk PRIMARY KEY (agency_id, district, month, n),
  constraint monthly_returns_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER monthly_returns_append_only BEFORE DELETE OR UPDATE ON public.monthly_returns FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_returns_no_truncate BEFORE TRUNCATE ON public.monthly_returns FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table night_checks (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  cases integer not null,
  log_size bigint not null,
  agency_id text,
  case_id uuid,
  constraint night_checks_pkey PRIMARY KEY (id)
);

create table number_formats (
  id uuid not null,
  agency_id text not null,
  kind text not null,
  format text not null,
  from_day date not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint number_formats_pkey PRIMARY KEY (id),
  constraint number_formats_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE INDEX number_formats_in_force ON public.number_formats USING btree (agency_id, kind, from_day);
CREATE TRIGGER number_formats_append_only BEFORE DELETE OR UPDATE ON public.number_formats FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER number_formats_no_truncate BEFORE TRUNCATE ON public.number_formats FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table office_questions (
  agency_id text not null,
  id uuid not null,
  n integer not null,
  topic text not null,
  question text not null,
  answer text not null,
  basis text not null,
  state text not null,
  why text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint office_questions_agency_id_id_n_pk PRIMARY KEY (agency_id, id, n),
  constraint office_questions_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint office_questions_state CHECK ((state = ANY (ARRAY['submitted'::text, 'approved'::text, 'withdrawn'::text])))
);
CREATE INDEX office_questions_of ON public.office_questions USING btree (id, n);
CREATE TRIGGER office_questions_append_only BEFORE DELETE OR UPDATE ON public.office_questions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER office_questions_no_truncate BEFORE TRUNCATE ON public.office_questions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table open_figures (
  agency_id text not null,
  year integer not null,
  n integer not null,
  published boolean not null,
  content jsonb,
  why text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint open_figures_agency_id_year_n_pk PRIMARY KEY (agency_id, year, n),
  constraint open_figures_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER open_figures_append_only BEFORE DELETE OR UPDATE ON public.open_figures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER open_figures_no_truncate BEFORE TRUNCATE ON public.open_figures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table own_reminders (
  person_id uuid not null,
  way text not null,
  sealed bytea not null,
  hour integer not null,
  quiet_from integer not null,
  quiet_to integer not null,
  at timestamp with time zone not null,
  constraint own_reminders_pkey PRIMARY KEY (person_id),
  constraint own_reminders_hours CHECK ((((hour >= 0) AND (hour <= 23)) AND ((quiet_from >= 0) AND (quiet_from <= 23)) AND ((quiet_to >= 0) AND (quiet_to <= 23)))),
  constraint own_reminders_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id),
  constraint own_reminders_way CHECK ((way = ANY (ARRAY['mail'::text, 'sms'::text, 'webhook'::text])))
);
CREATE TRIGGER own_reminders_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.own_reminders FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');

create table passkeys (
  id text not null,
  person_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  name text not null,
  at timestamp with time zone not null,
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX passkeys_person_id_index ON public.passkeys USING btree (person_id);

create table people (
  id uuid not null,
  agency_id text not null,
  username text not null,
  name text not null,
  roles text[] not null,
  password text,
  email text,
  ended_at timestamp with time zone,
  demonstration boolean default false not null,
  constraint people_pkey PRIMARY KEY (id),
  constraint people_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint people_separate_duties CHECK (((cardinality(roles) <= 1) OR (NOT (roles && '{admin,security,auditor}'::text[])))),
  constraint people_username_unique UNIQUE (username)
);
CREATE TRIGGER people_right_decided BEFORE INSERT OR UPDATE OF roles, agency_id, demonstration ON public.people FOR EACH ROW EXECUTE FUNCTION right_decided();
CREATE TRIGGER people_told AFTER INSERT OR DELETE OR UPDATE OF agency_id, roles, ended_at ON public.people FOR EACH STATEMENT EXECUTE FUNCTION office_changed();
CREATE TRIGGER responsible AFTER INSERT OR UPDATE OF roles, ended_at ON public.people FOR EACH ROW EXECUTE FUNCTION responsible_person_changed();

create table person_units (
  person_id uuid not null,
  unit_id text not null,
  constraint person_units_person_id_unit_id_pk PRIMARY KEY (person_id, unit_id),
  constraint person_units_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id),
  constraint person_units_unit_id_units_id_fk FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX person_units_unit_id_index ON public.person_units USING btree (unit_id);
CREATE TRIGGER person_units_right_decided BEFORE INSERT OR UPDATE ON public.person_units FOR EACH ROW EXECUTE FUNCTION right_decided();

create table platform_numbers (
  number text not null,
  agency_id text not null,
  case_id uuid not null,
  came text not null,
  at timestamp with time zone not null,
  constraint platform_numbers_pkey PRIMARY KEY (number),
  constraint platform_numbers_digits CHECK ((number ~ '^[0-9]{23}$'::text))
);
CREATE UNIQUE INDEX platform_numbers_case ON public.platform_numbers USING btree (agency_id, case_id);
CREATE TRIGGER platform_numbers_append_only BEFORE DELETE OR UPDATE ON public.platform_numbers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER platform_numbers_no_truncate BEFORE TRUNCATE ON public.platform_numbers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table prepared_notices (
  agency_id text not null,
  case_id uuid not null,
  id uuid not null,
  type text not null,
  version integer not null,
  prepared_by text not null,
  prepared_at timestamp with time zone not null,
  opinion text,
  returned_by text,
  returned_at timestamp with time zone,
  sealed bytea not null,
  constraint prepared_notices_agency_id_case_id_id_pk PRIMARY KEY (agency_id, case_id, id)
);
CREATE TRIGGER prepared_notices_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.prepared_notices FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
alter table prepared_notices enable row level security;
create policy agency on prepared_notices using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table problems (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  to_agency text not null,
  to_unit text,
  due_on date not null,
  by text not null,
  at timestamp with time zone not null,
  answer integer,
  answered_by text,
  answered_at timestamp with time zone,
  constraint problems_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE INDEX problems_by_time ON public.problems USING btree (agency_id, at);
CREATE INDEX problems_handed ON public.problems USING btree (to_agency, at);
CREATE INDEX problems_open ON public.problems USING btree (to_agency, due_on) WHERE (answer IS NULL);
CREATE TRIGGER problems_kept BEFORE DELETE OR UPDATE ON public.problems FOR EACH ROW EXECUTE FUNCTION problem_kept();
CREATE TRIGGER problems_no_truncate BEFORE TRUNCATE ON public.problems FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table provider_identities (
  issuer text not null,
  subject text not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint provider_identities_issuer_subject_pk PRIMARY KEY (issuer, subject),
  constraint provider_identities_one UNIQUE (issuer, person_id),
  constraint provider_identities_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);

create table provider_requests (
  token_hash text not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  next text not null,
  expires_at timestamp with time zone not null,
  constraint provider_requests_pkey PRIMARY KEY (token_hash)
);

create table quiet_addresses (
  address text not null,
  since timestamp with time zone not null,
  constraint quiet_addresses_pkey PRIMARY KEY (address)
);

create table reading_copies (
  agency_id text not null,
  case_id uuid not null,
  state text not null,
  done integer not null,
  total integer,
  "position" integer,
  sha256 text,
  size integer,
  pages integer,
  places jsonb,
  made_at timestamp with time zone,
  constraint reading_copies_agency_id_case_id_pk PRIMARY KEY (agency_id, case_id)
);
alter table reading_copies enable row level security;
create policy agency on reading_copies using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table recoveries (
  id uuid not null,
  person_id uuid not null,
  why text not null,
  by text not null,
  at timestamp with time zone not null,
  approved boolean,
  decided_by text,
  decided_at timestamp with time zone,
  link_only boolean default false not null,
  constraint recoveries_pkey PRIMARY KEY (id),
  constraint recoveries_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id),
  constraint recoveries_second_person CHECK (((decided_by IS NULL) OR (decided_by <> by) OR (NOT approved)))
);
CREATE INDEX recoveries_person_id_index ON public.recoveries USING btree (person_id);

create table recovery_codes (
  person_id uuid not null,
  code text not null,
  used_at timestamp with time zone,
  constraint recovery_codes_person_id_code_pk PRIMARY KEY (person_id, code),
  constraint recovery_codes_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);

create table redaction_results (
  agency_id text not null,
  case_id uuid not null,
  file uuid not null,
  result uuid not null,
  step integer not null,
  verdict jsonb not null,
  confirmed_by text not null,
  at timestamp with time zone not null,
  constraint redaction_results_agency_id_case_id_result_pk PRIMARY KEY (agency_id, case_id, result)
);
CREATE INDEX redaction_results_of ON public.redaction_results USING btree (agency_id, case_id, file);
CREATE TRIGGER redaction_results_append_only BEFORE DELETE OR UPDATE ON public.redaction_results FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER redaction_results_no_truncate BEFORE TRUNCATE ON public.redaction_results FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table redaction_steps (
  agency_id text not null,
  case_id uuid not null,
  file uuid not null,
  step integer not null,
  added jsonb not null,
  removed jsonb not null,
  undoes integer,
  by text not null,
  at timestamp with time zone not null,
  constraint redaction_steps_agency_id_case_id_file_step_pk PRIMARY KEY (agency_id, case_id, file, step)
);
CREATE TRIGGER redaction_steps_append_only BEFORE DELETE OR UPDATE ON public.redaction_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER redaction_steps_no_truncate BEFORE TRUNCATE ON public.redaction_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table redactions (
  agency_id text not null,
  case_id uuid not null,
  file uuid not null,
  state text not null,
  step integer not null,
  pages jsonb not null,
  asked_by text,
  confirmed_by text,
  done integer default 0 not null,
  why text,
  verdict jsonb,
  result uuid,
  by text not null,
  at timestamp with time zone not null,
  constraint redactions_agency_id_case_id_file_pk PRIMARY KEY (agency_id, case_id, file)
);

create table release_acts (
  released_id text not null,
  version integer not null,
  act text not null,
  why text not null,
  says jsonb not null,
  by text not null,
  at timestamp with time zone not null,
  found jsonb,
  constraint release_acts_released_id_version_pk PRIMARY KEY (released_id, version),
  constraint release_acts_released_id_released_id_fk FOREIGN KEY (released_id) REFERENCES released(id)
);
CREATE TRIGGER release_acts_append_only BEFORE DELETE OR UPDATE ON public.release_acts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER release_acts_no_truncate BEFORE TRUNCATE ON public.release_acts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table release_change_files (
  change_id uuid not null,
  id uuid not null,
  "position" integer not null,
  name text not null,
  size integer not null,
  sha256 text not null,
  type text not null,
  constraint release_change_files_change_id_id_pk PRIMARY KEY (change_id, id),
  constraint release_change_files_change_id_release_changes_id_fk FOREIGN KEY (change_id) REFERENCES release_changes(id)
);
CREATE TRIGGER release_change_files_append_only BEFORE DELETE OR UPDATE ON public.release_change_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER release_change_files_no_truncate BEFORE TRUNCATE ON public.release_change_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table release_changes (
  id uuid not null,
  agency_id text not null,
  kind text not null,
  released_id text,
  version integer,
  says jsonb not null,
  take_off uuid[] not null,
  found jsonb not null,
  why text not null,
  by text not null,
  at timestamp with time zone not null,
  readings jsonb not null,
  ended text,
  ended_by text,
  ended_why text,
  ended_at timestamp with time zone,
  constraint release_changes_pkey PRIMARY KEY (id),
  constraint release_changes_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint release_changes_ended CHECK ((num_nulls(ended, ended_by, ended_at) = ANY (ARRAY[0, 3]))),
  constraint release_changes_of CHECK (((kind = 'published'::text) OR (num_nulls(released_id, version) = 0))),
  constraint release_changes_released_id_released_id_fk FOREIGN KEY (released_id) REFERENCES released(id)
);
CREATE INDEX release_changes_agency ON public.release_changes USING btree (agency_id, at, id);
CREATE UNIQUE INDEX release_changes_open ON public.release_changes USING btree (released_id) WHERE (ended IS NULL);
CREATE TRIGGER release_changes_no_delete BEFORE DELETE ON public.release_changes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER release_changes_no_truncate BEFORE TRUNCATE ON public.release_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER release_changes_read BEFORE UPDATE ON public.release_changes FOR EACH ROW EXECUTE FUNCTION release_change_read();

create table released (
  id text not null,
  uid uuid not null,
  agency_id text not null,
  case_id uuid,
  "position" integer,
  title text not null,
  document_number text,
  summary text not null,
  topic text not null,
  made_on date,
  released_on date not null,
  withdrawn_on date,
  withdrawn_why text,
  version integer not null,
  updated_at timestamp with time zone not null,
  search text not null,
  pairs tsvector not null,
  basis text,
  constraint released_pkey PRIMARY KEY (id),
  constraint released_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE INDEX released_agency ON public.released USING btree (agency_id, released_on, id);
CREATE UNIQUE INDEX released_case ON public.released USING btree (agency_id, case_id);
CREATE INDEX released_newest ON public.released USING btree (released_on, id) WHERE (withdrawn_on IS NULL);
CREATE INDEX released_pairs ON public.released USING gin (pairs);
CREATE UNIQUE INDEX released_uid ON public.released USING btree (uid);
CREATE TRIGGER changes BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.released FOR EACH STATEMENT EXECUTE FUNCTION released_changes();
CREATE TRIGGER counted AFTER INSERT OR DELETE OR UPDATE OF agency_id, topic, released_on, withdrawn_on ON public.released FOR EACH ROW EXECUTE FUNCTION count_released();
CREATE TRIGGER pairs_added AFTER INSERT ON public.released REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_released_pairs();
CREATE TRIGGER pairs_moved AFTER UPDATE ON public.released REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_released_pairs();
CREATE CONSTRAINT TRIGGER released_by_act AFTER INSERT OR UPDATE ON public.released DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION released_by_act();
CREATE TRIGGER released_next_version BEFORE UPDATE ON public.released FOR EACH ROW EXECUTE FUNCTION released_next_version();
CREATE TRIGGER released_no_delete BEFORE DELETE ON public.released FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table released_counts (
  agency_id text not null,
  topic text not null,
  year integer not null,
  n integer not null,
  constraint released_counts_agency_id_topic_year_pk PRIMARY KEY (agency_id, topic, year)
);

create table released_files (
  released_id text not null,
  id uuid not null,
  "position" integer not null,
  name text not null,
  size integer not null,
  sha256 text not null,
  type text not null,
  taken_off integer,
  constraint released_files_released_id_id_pk PRIMARY KEY (released_id, id),
  constraint released_files_released_id_released_id_fk FOREIGN KEY (released_id) REFERENCES released(id)
);
CREATE TRIGGER released_files_no_delete BEFORE DELETE ON public.released_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER released_files_with_version BEFORE INSERT OR UPDATE ON public.released_files FOR EACH ROW EXECUTE FUNCTION released_files_with_version();

create table released_pair_counts (
  pair text not null,
  n integer not null,
  constraint released_pair_counts_pkey PRIMARY KEY (pair)
);

create table released_version (
  "only" boolean default true not null,
  n bigint not null,
  constraint released_version_pkey PRIMARY KEY ("only"),
  constraint released_version_only CHECK ("only")
);

create table remark_mentions (
  agency_id text not null,
  case_id uuid not null,
  remark_id uuid not null,
  person_id uuid not null,
  read_at timestamp with time zone,
  constraint remark_mentions_agency_id_case_id_remark_id_person_id_pk PRIMARY KEY (agency_id, case_id, remark_id, person_id)
);
CREATE INDEX remark_mentions_unread ON public.remark_mentions USING btree (agency_id, person_id) WHERE (read_at IS NULL);

create table remarks (
  agency_id text not null,
  case_id uuid not null,
  id uuid not null,
  by text not null,
  at timestamp with time zone not null,
  constraint remarks_agency_id_case_id_id_pk PRIMARY KEY (agency_id, case_id, id)
);
CREATE TRIGGER remarks_kept BEFORE DELETE OR UPDATE ON public.remarks FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER remarks_no_truncate BEFORE TRUNCATE ON public.remarks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table remedies (
  agency_id text not null,
  case_id uuid not null,
  n integer not null,
  suit integer not null,
  kind text not null,
  appeal_by text,
  procedure text,
  sought_on date not null,
  received_on date,
  answer_by date,
  answered_on date,
  decided_on date,
  result text,
  decision_received_on date,
  against text,
  failed_on text,
  claimant text,
  round integer,
  appeal_of integer,
  disposition text,
  instrument text,
  decided_in integer,
  ordered_days integer,
  performed_on date,
  constraint remedies_agency_id_case_id_n_pk PRIMARY KEY (agency_id, case_id, n)
);
CREATE INDEX remedies_lost ON public.remedies USING btree (agency_id, sought_on, case_id, n) WHERE (result = 'corrected'::text);
CREATE INDEX remedies_open ON public.remedies USING btree (agency_id, sought_on, case_id, n) WHERE (decided_on IS NULL);
CREATE INDEX remedies_sought ON public.remedies USING btree (agency_id, sought_on, case_id, n);

create table reminder_hosts (
  agency_id text not null,
  host text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint reminder_hosts_agency_id_host_pk PRIMARY KEY (agency_id, host),
  constraint reminder_hosts_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);

create table reminders (
  agency_id text not null,
  case_id uuid not null,
  kind text not null,
  due_on date not null,
  mark text not null,
  "on" date not null,
  at timestamp with time zone,
  constraint reminders_agency_id_case_id_kind_due_on_mark_pk PRIMARY KEY (agency_id, case_id, kind, due_on, mark)
);
CREATE INDEX reminders_at ON public.reminders USING btree (agency_id, at) WHERE (at IS NOT NULL);

create table responsible_changes (
  id bigint generated always as identity not null,
  agency_id text not null,
  what text not null,
  person_id uuid,
  person_name text,
  begins boolean,
  before jsonb,
  after jsonb,
  at timestamp with time zone default now() not null,
  constraint responsible_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX responsible_changes_agency ON public.responsible_changes USING btree (agency_id, id);
CREATE TRIGGER responsible_changes_append_only BEFORE DELETE OR UPDATE ON public.responsible_changes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER responsible_changes_no_truncate BEFORE TRUNCATE ON public.responsible_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table responsible_reports (
  change_id bigint not null,
  reported_to text,
  reported_on date,
  document text not null,
  why text,
  by text not null,
  at timestamp with time zone not null,
  constraint responsible_reports_pkey PRIMARY KEY (change_id),
  constraint responsible_reports_change_id_responsible_changes_id_fk FOREIGN KEY (change_id) REFERENCES responsible_changes(id),
  constraint responsible_reports_one_way CHECK (((num_nulls(reported_to, reported_on) = ANY (ARRAY[0, 2])) AND ((why IS NULL) = (reported_to IS NOT NULL))))
);
CREATE TRIGGER responsible_reports_append_only BEFORE DELETE OR UPDATE ON public.responsible_reports FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER responsible_reports_no_truncate BEFORE TRUNCATE ON public.responsible_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table retention_decisions (
  agency_id text not null,
  version integer not null,
  approved boolean not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint retention_decisions_agency_id_version_pk PRIMARY KEY (agency_id, version)
);
CREATE TRIGGER retention_decisions_append_only BEFORE DELETE OR UPDATE ON public.retention_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER retention_decisions_no_truncate BEFORE TRUNCATE ON public.retention_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER retention_decisions_second_person BEFORE INSERT ON public.retention_decisions FOR EACH ROW EXECUTE FUNCTION retention_second_person();

create table retention_tables (
  agency_id text not null,
  version integer not null,
  fonds text not null,
  classes jsonb not null,
  basis text not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint retention_tables_agency_id_version_pk PRIMARY KEY (agency_id, version),
  constraint retention_tables_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER retention_tables_append_only BEFORE DELETE OR UPDATE ON public.retention_tables FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER retention_tables_no_truncate BEFORE TRUNCATE ON public.retention_tables FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table right_decisions (
  person_id uuid not null,
  "position" integer not null,
  approved boolean not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint right_decisions_person_id_position_pk PRIMARY KEY (person_id, "position"),
  constraint right_decisions_of_proposal FOREIGN KEY (person_id, "position") REFERENCES right_proposals(person_id, "position")
);
CREATE TRIGGER right_decisions_append_only BEFORE DELETE OR UPDATE ON public.right_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER right_decisions_no_truncate BEFORE TRUNCATE ON public.right_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER right_decisions_second_person BEFORE INSERT ON public.right_decisions FOR EACH ROW EXECUTE FUNCTION right_second_person();

create table right_proposals (
  person_id uuid not null,
  "position" integer not null,
  roles text[] not null,
  units text[] not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  leaves boolean default false not null,
  constraint right_proposals_person_id_position_pk PRIMARY KEY (person_id, "position"),
  constraint right_proposals_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE TRIGGER right_proposals_append_only BEFORE DELETE OR UPDATE ON public.right_proposals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER right_proposals_no_truncate BEFORE TRUNCATE ON public.right_proposals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER right_proposals_of_another BEFORE INSERT ON public.right_proposals FOR EACH ROW EXECUTE FUNCTION right_of_another();

create table satisfaction (
  agency_id text not null,
  case_id uuid not null,
  step smallint not null,
  said text,
  at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint satisfaction_agency_id_case_id_pk PRIMARY KEY (agency_id, case_id)
);

create table sealed_letters (
  agency_id text not null,
  case_id uuid not null,
  letter uuid not null,
  version integer not null,
  unsigned_sha256 text not null,
  constraint sealed_letters_agency_id_case_id_letter_pk PRIMARY KEY (agency_id, case_id, letter)
);
CREATE TRIGGER sealed_letters_append_only BEFORE DELETE OR UPDATE ON public.sealed_letters FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sealed_letters_no_truncate BEFORE TRUNCATE ON public.sealed_letters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table seals (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  sha256 text not null,
  size integer not null,
  at timestamp with time zone not null,
  constraint seals_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE TRIGGER seals_append_only BEFORE DELETE OR UPDATE ON public.seals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seals_no_truncate BEFORE TRUNCATE ON public.seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table secret_contents (
  content text not null,
  agency_id text not null,
  case_id uuid not null,
  constraint secret_contents_content_agency_id_case_id_pk PRIMARY KEY (content, agency_id, case_id)
);
CREATE INDEX secret_contents_of_case ON public.secret_contents USING btree (agency_id, case_id);
alter table secret_contents enable row level security;
create policy agency on secret_contents using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table secret_keys (
  id text not null,
  proof text not null,
  seals_since timestamp with time zone,
  gone_since timestamp with time zone,
  constraint secret_keys_pkey PRIMARY KEY (id)
);

create table sessions (
  token_hash text not null,
  person_id uuid not null,
  csrf text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone not null,
  address text not null,
  program text not null,
  factor text,
  proved_at timestamp with time zone not null,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX sessions_person_id_index ON public.sessions USING btree (person_id);

create table signing_keys (
  key text not null,
  at timestamp with time zone not null,
  nth integer generated always as identity not null,
  hand_over text,
  constraint signing_keys_pkey PRIMARY KEY (key)
);
CREATE TRIGGER signing_keys_append_only BEFORE DELETE OR UPDATE ON public.signing_keys FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signing_keys_no_truncate BEFORE TRUNCATE ON public.signing_keys FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table sms_consents (
  agency_id text not null,
  case_id uuid not null,
  since timestamp with time zone not null,
  mobile bytea not null,
  constraint sms_consents_agency_id_case_id_pk PRIMARY KEY (agency_id, case_id)
);
CREATE TRIGGER sms_consents_key_in_use BEFORE INSERT OR UPDATE OF mobile ON public.sms_consents FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('mobile');

create table spot_cases (
  draw_id uuid not null,
  agency_id text not null,
  case_id uuid not null,
  "row" text not null,
  counted_on date not null,
  place integer not null,
  drawn boolean not null,
  constraint spot_cases_draw_id_agency_id_case_id_pk PRIMARY KEY (draw_id, agency_id, case_id),
  constraint spot_cases_draw_id_spot_draws_id_fk FOREIGN KEY (draw_id) REFERENCES spot_draws(id)
);
CREATE INDEX spot_cases_drawn ON public.spot_cases USING btree (draw_id, agency_id, place) WHERE drawn;
CREATE INDEX spot_cases_of ON public.spot_cases USING btree (agency_id) WHERE drawn;
CREATE TRIGGER spot_cases_append_only BEFORE DELETE OR UPDATE ON public.spot_cases FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER spot_cases_no_truncate BEFORE TRUNCATE ON public.spot_cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table spot_draws (
  id uuid not null,
  agency_id text not null,
  month date not null,
  seed text not null,
  rules jsonb not null,
  by text not null,
  at timestamp with time zone not null,
  constraint spot_draws_pkey PRIMARY KEY (id),
  constraint spot_draws_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint spot_draws_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
CREATE UNIQUE INDEX spot_draws_of ON public.spot_draws USING btree (agency_id, month);
CREATE TRIGGER spot_draws_append_only BEFORE DELETE OR UPDATE ON public.spot_draws FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER spot_draws_no_truncate BEFORE TRUNCATE ON public.spot_draws FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table spot_evaluators (
  id uuid not null,
  draw_id uuid not null,
  name text not null,
  organisation text not null,
  code_hash text not null,
  until date not null,
  by text not null,
  at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  constraint spot_evaluators_pkey PRIMARY KEY (id),
  constraint spot_evaluators_code UNIQUE (code_hash),
  constraint spot_evaluators_draw_id_spot_draws_id_fk FOREIGN KEY (draw_id) REFERENCES spot_draws(id)
);
CREATE INDEX spot_evaluators_of ON public.spot_evaluators USING btree (draw_id);

create table spot_lines (
  draw_id uuid not null,
  agency_id text not null,
  case_id uuid not null,
  n integer not null,
  kind text not null,
  finding integer,
  scores integer[],
  due_on date,
  says text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint spot_lines_draw_id_agency_id_case_id_n_pk PRIMARY KEY (draw_id, agency_id, case_id, n),
  constraint spot_lines_draw_id_spot_draws_id_fk FOREIGN KEY (draw_id) REFERENCES spot_draws(id),
  constraint spot_lines_says CHECK (((kind = ANY (ARRAY['scored'::text, 'evaluated'::text, 'found'::text, 'answered'::text, 'settled'::text, 'returned'::text])) AND ((kind = ANY (ARRAY['scored'::text, 'evaluated'::text])) = (finding IS NULL)) AND ((kind = ANY (ARRAY['scored'::text, 'evaluated'::text])) = (scores IS NOT NULL)) AND ((kind = ANY (ARRAY['found'::text, 'returned'::text])) = (due_on IS NOT NULL))))
);
CREATE INDEX spot_lines_found ON public.spot_lines USING btree (agency_id, draw_id, case_id, n) WHERE (kind = 'found'::text);
CREATE INDEX spot_lines_of_case ON public.spot_lines USING btree (agency_id, case_id);
CREATE TRIGGER spot_lines_append_only BEFORE DELETE OR UPDATE ON public.spot_lines FOR EACH ROW EXECUTE FUNCTION spot_line_kept();
CREATE TRIGGER spot_lines_no_truncate BEFORE TRUNCATE ON public.spot_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER spot_lines_words BEFORE INSERT ON public.spot_lines FOR EACH ROW EXECUTE FUNCTION spot_words_gone();
alter table spot_lines enable row level security;
create policy agency on spot_lines using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table spot_rules (
  agency_id text not null,
  n integer not null,
  rules jsonb not null,
  by text not null,
  at timestamp with time zone not null,
  constraint spot_rules_agency_id_n_pk PRIMARY KEY (agency_id, n),
  constraint spot_rules_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER spot_rules_append_only BEFORE DELETE OR UPDATE ON public.spot_rules FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER spot_rules_no_truncate BEFORE TRUNCATE ON public.spot_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table staff_messages (
  person_id uuid not null,
  day date not null,
  kind text not null,
  n integer not null,
  made_at timestamp with time zone not null,
  matters integer,
  tries integer not null,
  way text,
  wording text,
  sent_at timestamp with time zone,
  proof text,
  failed_way text,
  failed_at timestamp with time zone,
  failure text,
  constraint staff_messages_person_id_day_kind_n_pk PRIMARY KEY (person_id, day, kind, n),
  constraint staff_messages_one_digest CHECK (((kind <> 'digest'::text) OR (n = 1))),
  constraint staff_messages_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id)
);

create table template_acts (
  agency_id text not null,
  template text not null,
  "position" integer not null,
  version integer not null,
  act text not null,
  day date not null,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint template_acts_agency_id_template_position_pk PRIMARY KEY (agency_id, template, "position"),
  constraint template_acts_of_version FOREIGN KEY (agency_id, template, version) REFERENCES template_versions(agency_id, template, version),
  constraint template_acts_once UNIQUE (agency_id, template, version, act)
);
CREATE TRIGGER template_acts_append_only BEFORE DELETE OR UPDATE ON public.template_acts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER template_acts_no_truncate BEFORE TRUNCATE ON public.template_acts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER template_acts_second_person BEFORE INSERT ON public.template_acts FOR EACH ROW EXECUTE FUNCTION template_second_person();

create table template_versions (
  agency_id text not null,
  template text not null,
  version integer not null,
  title text not null,
  source text not null,
  resolved text not null,
  digest text not null,
  based_on integer,
  by text not null,
  at timestamp with time zone not null,
  why text not null,
  constraint template_versions_agency_id_template_version_pk PRIMARY KEY (agency_id, template, version),
  constraint template_versions_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER template_versions_append_only BEFORE DELETE OR UPDATE ON public.template_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER template_versions_no_truncate BEFORE TRUNCATE ON public.template_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table templates (
  digest text not null,
  id text not null,
  version integer not null,
  title text not null,
  kind text not null,
  in_force date not null,
  source text not null,
  constraint templates_pkey PRIMARY KEY (digest)
);
CREATE TRIGGER templates_append_only BEFORE DELETE OR UPDATE ON public.templates FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER templates_no_truncate BEFORE TRUNCATE ON public.templates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table training_people (
  training_id uuid not null,
  person_id uuid not null,
  attended boolean not null,
  constraint training_people_training_id_person_id_pk PRIMARY KEY (training_id, person_id),
  constraint training_people_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES people(id),
  constraint training_people_training_id_trainings_id_fk FOREIGN KEY (training_id) REFERENCES trainings(id)
);
CREATE INDEX training_people_of ON public.training_people USING btree (person_id);

create table trainings (
  id uuid not null,
  agency_id text not null,
  held_on date not null,
  title text not null,
  content text not null,
  trainer text not null,
  halves integer not null,
  cancelled_why text,
  by text not null,
  at timestamp with time zone not null,
  constraint trainings_pkey PRIMARY KEY (id),
  constraint trainings_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint trainings_halves CHECK (((halves >= 1) AND (halves <= 200)))
);
CREATE INDEX trainings_of ON public.trainings USING btree (agency_id, held_on);

create table transfer_answers (
  agency_id text not null,
  number integer not null,
  accepted boolean not null,
  "on" date not null,
  received_by text not null,
  document text not null,
  why text not null,
  returned jsonb not null,
  by text not null,
  at timestamp with time zone not null,
  constraint transfer_answers_agency_id_number_pk PRIMARY KEY (agency_id, number)
);
CREATE TRIGGER transfer_answers_append_only BEFORE DELETE OR UPDATE ON public.transfer_answers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_answers_no_truncate BEFORE TRUNCATE ON public.transfer_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table transfer_items (
  agency_id text not null,
  number integer not null,
  nth integer not null,
  case_id uuid not null,
  reference text not null,
  facts integer not null,
  head text not null,
  constraint transfer_items_agency_id_number_nth_pk PRIMARY KEY (agency_id, number, nth)
);
CREATE INDEX transfer_items_case ON public.transfer_items USING btree (agency_id, case_id);
CREATE TRIGGER transfer_items_append_only BEFORE DELETE OR UPDATE ON public.transfer_items FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_items_no_truncate BEFORE TRUNCATE ON public.transfer_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table transfer_packages (
  agency_id text not null,
  number integer not null,
  state text not null,
  done integer not null,
  trouble text,
  sha256 text,
  size bigint,
  digests jsonb,
  made_at timestamp with time zone,
  bytes bigint,
  constraint transfer_packages_agency_id_number_pk PRIMARY KEY (agency_id, number)
);

create table transfers (
  agency_id text not null,
  number integer not null,
  checked integer not null,
  said jsonb not null,
  by text not null,
  at timestamp with time zone not null,
  constraint transfers_agency_id_number_pk PRIMARY KEY (agency_id, number),
  constraint transfers_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
CREATE TRIGGER transfers_append_only BEFORE DELETE OR UPDATE ON public.transfers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfers_no_truncate BEFORE TRUNCATE ON public.transfers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table tries (
  key text not null,
  failures integer not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  refused integer default 0 not null,
  constraint tries_pkey PRIMARY KEY (key)
);

create table units (
  id text not null,
  agency_id text not null,
  name text not null,
  "position" integer not null,
  closed_at timestamp with time zone,
  constraint units_pkey PRIMARY KEY (id),
  constraint units_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id)
);

create table unsequenced (
  id bigint generated always as identity not null,
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  hash text not null,
  since timestamp with time zone default clock_timestamp() not null,
  constraint unsequenced_pkey PRIMARY KEY (id)
);

create table uploads (
  id uuid not null,
  basket text not null,
  visitor text not null,
  kind text not null,
  name text not null,
  size integer not null,
  sha256 text not null,
  type text not null,
  sealed bytea,
  at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  heed text,
  constraint uploads_pkey PRIMARY KEY (id),
  constraint uploads_heed CHECK ((heed = ANY (ARRAY['locked'::text, 'damaged'::text, 'unusual'::text, 'program'::text, 'page'::text])))
);
CREATE INDEX uploads_at ON public.uploads USING btree (at);
CREATE INDEX uploads_basket ON public.uploads USING btree (basket);
CREATE INDEX uploads_visitor ON public.uploads USING btree (visitor, at);
CREATE TRIGGER uploads_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.uploads FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');

create table urgings (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  due_on date not null,
  by text not null,
  at timestamp with time zone not null,
  answer integer,
  answered_by text,
  answered_at timestamp with time zone,
  issuer text,
  year integer,
  serial integer,
  constraint urgings_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE INDEX urgings_open ON public.urgings USING btree (agency_id, due_on) WHERE (answer IS NULL);
CREATE UNIQUE INDEX urgings_serial ON public.urgings USING btree (issuer, year, serial) WHERE (serial IS NOT NULL);
CREATE TRIGGER urgings_kept BEFORE DELETE OR UPDATE ON public.urgings FOR EACH ROW EXECUTE FUNCTION urging_kept();
CREATE TRIGGER urgings_no_truncate BEFORE TRUNCATE ON public.urgings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table visit_languages (
  agency_id text not null,
  case_id uuid not null,
  language text not null,
  constraint visit_languages_agency_id_case_id_pk PRIMARY KEY (agency_id, case_id)
);

create table visits (
  key text not null,
  ends_at timestamp with time zone not null,
  n integer not null,
  constraint visits_key_ends_at_pk PRIMARY KEY (key, ends_at)
);

create table voided_letters (
  agency_id text not null,
  case_id uuid not null,
  letter uuid not null,
  "position" integer not null,
  constraint voided_letters_agency_id_case_id_letter_pk PRIMARY KEY (agency_id, case_id, letter)
);

create table webhook_messages (
  id uuid not null,
  webhook_id uuid not null,
  event text not null,
  body text not null,
  state text not null,
  tries integer not null,
  next_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  constraint webhook_messages_pkey PRIMARY KEY (id),
  constraint webhook_messages_webhook_id_webhooks_id_fk FOREIGN KEY (webhook_id) REFERENCES webhooks(id)
);
CREATE INDEX webhook_messages_due ON public.webhook_messages USING btree (webhook_id, next_at) WHERE (state = 'waiting'::text);
CREATE INDEX webhook_messages_of ON public.webhook_messages USING btree (webhook_id, ((state <> 'taken'::text)), made_at, id);
CREATE INDEX webhook_messages_old ON public.webhook_messages USING btree (made_at);

create table webhook_stages (
  agency_id text not null,
  case_id uuid not null,
  stage text not null,
  constraint webhook_stages_agency_id_case_id_pk PRIMARY KEY (agency_id, case_id)
);

create table webhook_tries (
  message_id uuid not null,
  attempt integer not null,
  taken boolean not null,
  answer text not null,
  at timestamp with time zone not null,
  constraint webhook_tries_message_id_attempt_pk PRIMARY KEY (message_id, attempt),
  constraint webhook_tries_message_id_webhook_messages_id_fk FOREIGN KEY (message_id) REFERENCES webhook_messages(id) ON DELETE CASCADE
);

create table webhooks (
  id uuid not null,
  agency_id text not null,
  name text not null,
  url text not null,
  events text[] not null,
  purpose text not null,
  secret bytea not null,
  by text not null,
  at timestamp with time zone not null,
  approved boolean,
  decided_by text,
  decided_at timestamp with time zone,
  why text,
  failing_since timestamp with time zone,
  off_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text,
  constraint webhooks_pkey PRIMARY KEY (id),
  constraint webhooks_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint webhooks_decided CHECK ((num_nulls(approved, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint webhooks_ended CHECK ((num_nulls(ended_at, ended_by) = ANY (ARRAY[0, 2]))),
  constraint webhooks_second_person CHECK (((decided_by IS NULL) OR (decided_by <> by))),
  constraint webhooks_some_event CHECK ((cardinality(events) > 0))
);
CREATE INDEX webhooks_agency_id_index ON public.webhooks USING btree (agency_id);
CREATE TRIGGER webhooks_kept BEFORE DELETE OR UPDATE ON public.webhooks FOR EACH ROW EXECUTE FUNCTION keep_webhook();
CREATE TRIGGER webhooks_key_in_use BEFORE INSERT OR UPDATE OF secret ON public.webhooks FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('secret');
CREATE TRIGGER webhooks_no_truncate BEFORE TRUNCATE ON public.webhooks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table withheld_reviews (
  agency_id text not null,
  case_id uuid not null,
  n integer not null,
  result text not null,
  "position" integer not null,
  by text not null,
  at timestamp with time zone not null,
  constraint withheld_reviews_agency_id_case_id_n_pk PRIMARY KEY (agency_id, case_id, n),
  constraint withheld_reviews_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint withheld_reviews_result CHECK ((result = ANY (ARRAY['stays'::text, 'open'::text])))
);
CREATE TRIGGER withheld_reviews_append_only BEFORE DELETE OR UPDATE ON public.withheld_reviews FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER withheld_reviews_no_truncate BEFORE TRUNCATE ON public.withheld_reviews FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table witness_alarms (
  person_id uuid not null,
  "on" date not null,
  constraint witness_alarms_person_id_on_pk PRIMARY KEY (person_id, "on")
);

create table witness_troubles (
  witness text not null,
  what text not null,
  contradicts boolean not null,
  since timestamp with time zone not null,
  tried_at timestamp with time zone not null,
  constraint witness_troubles_pkey PRIMARY KEY (witness)
);

create table witnessed (
  witness text not null,
  size bigint not null,
  root text not null,
  proof text not null,
  at timestamp with time zone not null,
  constraint witnessed_witness_size_pk PRIMARY KEY (witness, size)
);
CREATE TRIGGER witnessed_append_only BEFORE DELETE OR UPDATE ON public.witnessed FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER witnessed_no_truncate BEFORE TRUNCATE ON public.witnessed FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table words (
  agency_id text not null,
  case_id uuid not null,
  "position" integer not null,
  sealed bytea not null,
  constraint words_agency_id_case_id_position_pk PRIMARY KEY (agency_id, case_id, "position")
);
CREATE TRIGGER words_key_in_use BEFORE INSERT OR UPDATE OF sealed ON public.words FOR EACH ROW EXECUTE FUNCTION sealed_by_key_in_use('sealed');
CREATE TRIGGER words_no_truncate BEFORE TRUNCATE ON public.words FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER words_only_sealed_anew BEFORE UPDATE ON public.words FOR EACH ROW EXECUTE FUNCTION only_sealed_anew();
alter table words enable row level security;
create policy agency on words using (((agency_id = ANY (( SELECT string_to_array(current_setting('ysqgk.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (( SELECT current_setting('ysqgk.agencies'::text, true) AS current_setting) = '*'::text)));

create table work_progress (
  task_id uuid not null,
  n integer not null,
  done boolean not null,
  says text not null,
  evidence text not null,
  link text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint work_progress_task_id_n_pk PRIMARY KEY (task_id, n)
);
CREATE TRIGGER work_progress_append_only BEFORE DELETE OR UPDATE ON public.work_progress FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_progress_no_truncate BEFORE TRUNCATE ON public.work_progress FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table work_tasks (
  id uuid not null,
  n integer not null,
  agency_id text not null,
  year integer not null,
  title text not null,
  demand text not null,
  source text not null,
  unit text not null,
  owner_id uuid,
  due_on date not null,
  measure text,
  target integer,
  dropped_why text,
  carried_from uuid,
  by text not null,
  at timestamp with time zone not null,
  constraint work_tasks_id_n_pk PRIMARY KEY (id, n),
  constraint work_tasks_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES agencies(id),
  constraint work_tasks_measured CHECK ((num_nulls(measure, target) = ANY (ARRAY[0, 2]))),
  constraint work_tasks_owner_id_people_id_fk FOREIGN KEY (owner_id) REFERENCES people(id)
);
CREATE INDEX work_tasks_carried ON public.work_tasks USING btree (carried_from) WHERE (carried_from IS NOT NULL);
CREATE INDEX work_tasks_year ON public.work_tasks USING btree (agency_id, year);
CREATE TRIGGER work_tasks_append_only BEFORE DELETE OR UPDATE ON public.work_tasks FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_tasks_no_truncate BEFORE TRUNCATE ON public.work_tasks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table workers (
  pool text not null,
  beat bigint not null,
  at timestamp with time zone not null,
  constraint workers_pkey PRIMARY KEY (pool)
);
