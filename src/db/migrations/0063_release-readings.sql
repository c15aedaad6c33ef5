ALTER TABLE "released" ADD COLUMN "basis" text;--> statement-breakpoint
CREATE INDEX "cases_release" ON "cases" USING btree ("agency_id",(context ->> 'releaseProposedOn'),"id") WHERE (context ->> 'releaseProposedOn') is not null;--> statement-breakpoint
-- What was proposed before and waits for its decision is watched from now on: by the weekends alone, until its case is next
-- recorded in or counted again.
insert into deadlines (agency_id, case_id, kind, due_on, because, provisional)
select agency_id, id, 'release', (context ->> 'releaseProposedOn')::date + 28, '条例第二十六条', true
from cases where (context ->> 'releaseProposed')::boolean and context ->> 'releaseProposedOn' is not null
  and not context ? 'erasedOn'
on conflict do nothing;
--> statement-breakpoint
-- By which provision it is public is said by an act of it, as its title is.
create or replace function released_by_act() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  wanted text[] := '{published}';
begin
  if tg_op = 'UPDATE' then
    wanted := case
      when old.withdrawn_on is null and new.withdrawn_on is not null then '{withdrawn}'
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
end $$;
