ALTER TABLE "cases" ADD COLUMN "counted_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "counted_as" text;--> statement-breakpoint
-- What the rows of before remember of the ends that reopenings took back, from the facts that no rectification struck. A fact
-- that was put right has its new words under seal: its row is made again with the next rectification of the case. What a
-- destruction left of a case stays as the destruction committed to it.
with facts as (
  select l.* from ledger l
  where l.type in ('replyDrafted', 'replySigned', 'replyServed', 'withdrawn', 'reopened')
    and exists (select from ledger s where (s.agency_id, s.case_id, s.type) = (l.agency_id, l.case_id, 'reopened'))
    and not exists (select from ledger r where (r.agency_id, r.case_id, r.type) = (l.agency_id, l.case_id, 'rectified')
      and (r.open ->> 'position')::int = l.position)
    and not exists (select from ledger e where (e.agency_id, e.case_id, e.type) = (l.agency_id, l.case_id, 'wordsErased'))
), reopenings as (
  select f.*, lag(f.position, 1, 0) over (partition by f.agency_id, f.case_id order by f.position) as since
  from facts f where f.type = 'reopened'
), told as (
  select r.agency_id, r.case_id, jsonb_agg(jsonb_build_object('on', e."on", 'outcome', e.outcome, 'reopenedOn', r."on") order by r.position) as ended
  from reopenings r
  cross join lateral (
    select max(s."on") as "on", case when bool_or(s.type = 'withdrawn') then 'other' else (
      select d.open ->> 'outcome' from facts d where (d.agency_id, d.case_id, d.type) = (r.agency_id, r.case_id, 'replyDrafted')
        and d.position < max(s.position) and d.position > r.since order by d.position desc limit 1) end as outcome
    from facts s where (s.agency_id, s.case_id) = (r.agency_id, r.case_id) and s.type in ('replyServed', 'withdrawn')
      and s.position > r.since and s.position < r.position
  ) e
  where e."on" is not null and e.outcome is not null
  group by r.agency_id, r.case_id
)
update cases c set context = c.context || jsonb_build_object('ended', told.ended)
from told where (told.agency_id, told.case_id) = (c.agency_id, c.id);
--> statement-breakpoint
update cases set counted_as = outcome, counted_on = coalesce((context ->> 'servedOn')::date, (context ->> 'withdrawnOn')::date)
where outcome is not null and coalesce(context ->> 'servedOn', context ->> 'withdrawnOn') is not null;
--> statement-breakpoint
-- A result that stood on 31 December was reported, whatever a later year made of it.
update cases c set counted_as = e.one ->> 'outcome', counted_on = (e.one ->> 'on')::date
from (
  select distinct on (k.agency_id, k.id) k.agency_id, k.id, t.one
  from cases k cross join lateral jsonb_array_elements(k.context -> 'ended') with ordinality t (one, n)
  where k.context ? 'ended' and left(t.one ->> 'on', 4) < left(t.one ->> 'reopenedOn', 4)
  order by k.agency_id, k.id, t.n
) e where (e.agency_id, e.id) = (c.agency_id, c.id);
--> statement-breakpoint
CREATE INDEX "cases_counted" ON "cases" USING btree ("agency_id","counted_on","received_on","counted_as","applicant_column");
