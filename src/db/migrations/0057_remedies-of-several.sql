ALTER TABLE "remedies" ADD COLUMN "claimant" text;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "round" integer;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "appeal_of" integer;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "disposition" text;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "instrument" text;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "decided_in" integer;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "ordered_days" integer;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "performed_on" date;--> statement-breakpoint
-- What the rows of before remember now: how often each was handled again, and of each remedy of which reply it is, whether it
-- was decided after that, and what it ordered. Until now one was decided before the next was sought, so that the nth result is
-- that of the nth. A destruction has committed to the row of its case as it was: that one stays. What was put right has its new
-- words under seal, as in 0052: its row is made again with the next rectification of the case.
with facts as (
  select l.* from ledger l
  where l.type in ('remedySought', 'remedyDecided', 'reopened')
    and exists (select from cases c where (c.agency_id, c.id) = (l.agency_id, l.case_id) and not c.context ? 'erasedOn')
    and not exists (select from ledger r where (r.agency_id, r.case_id, r.type) = (l.agency_id, l.case_id, 'rectified')
      and (r.open ->> 'position')::int = l.position)
), counted as (
  select f.*, (count(*) filter (where type = 'reopened') over earlier)::int as reopenings,
    (count(*) filter (where type = 'remedySought') over earlier)::int as n
  from facts f window earlier as (partition by agency_id, case_id order by position)
), told as (
  select s.agency_id, s.case_id, s.n, jsonb_strip_nulls(jsonb_build_object(
    'round', nullif(s.reopenings, 0),
    'decidedIn', case when d.reopenings <> s.reopenings then d.reopenings end,
    'orderedDays', d.open -> 'workingDays')) as more
  from counted s left join lateral (
    select c.* from counted c where (c.agency_id, c.case_id, c.type, c.n) = (s.agency_id, s.case_id, 'remedyDecided', s.n)
    order by c.position limit 1) d on true
  where s.type = 'remedySought'
), mended as (
  select c.agency_id, c.id, jsonb_agg(r.one || coalesce(t.more, '{}') order by r.place) as remedies
  from cases c cross join jsonb_array_elements(c.context -> 'remedies') with ordinality r (one, place)
  left join told t on (t.agency_id, t.case_id, t.n) = (c.agency_id, c.id, r.place)
  where not c.context ? 'erasedOn' group by c.agency_id, c.id
)
update cases c set context = c.context || jsonb_build_object('remedies', m.remedies)
from mended m where (m.agency_id, m.id) = (c.agency_id, c.id);--> statement-breakpoint
with again as (
  select l.agency_id, l.case_id, count(*)::int as times from ledger l
  where l.type = 'reopened' and not exists (select from ledger r
    where (r.agency_id, r.case_id, r.type) = (l.agency_id, l.case_id, 'rectified') and (r.open ->> 'position')::int = l.position)
  group by l.agency_id, l.case_id
)
update cases c set context = c.context || jsonb_build_object('reopenings', a.times)
from again a where (a.agency_id, a.case_id) = (c.agency_id, c.id) and not c.context ? 'erasedOn';--> statement-breakpoint
update cases set context = context - 'reconsidered' where context ? 'reconsidered' and not context ? 'erasedOn';--> statement-breakpoint
update remedies r set round = (one ->> 'round')::int, decided_in = (one ->> 'decidedIn')::int,
  ordered_days = (one ->> 'orderedDays')::int
from cases c, jsonb_array_elements(c.context -> 'remedies') with ordinality o (one, n)
where (r.agency_id, r.case_id, r.n) = (c.agency_id, c.id, o.n) and not c.context ? 'erasedOn';
