CREATE TABLE "remedies" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"suit" integer NOT NULL,
	"kind" text NOT NULL,
	"appeal_by" text,
	"procedure" text,
	"sought_on" date NOT NULL,
	"received_on" date,
	"answer_by" date,
	"answered_on" date,
	"decided_on" date,
	"result" text,
	"decision_received_on" date,
	"against" text,
	"failed_on" text,
	CONSTRAINT "remedies_agency_id_case_id_n_pk" PRIMARY KEY("agency_id","case_id","n")
);
--> statement-breakpoint
CREATE INDEX "remedies_sought" ON "remedies" USING btree ("agency_id","sought_on","case_id","n");--> statement-breakpoint
CREATE INDEX "remedies_open" ON "remedies" USING btree ("agency_id","sought_on","case_id","n") WHERE decided_on is null;--> statement-breakpoint
CREATE INDEX "remedies_lost" ON "remedies" USING btree ("agency_id","sought_on","case_id","n") WHERE result = 'corrected';--> statement-breakpoint
-- What the rows of before remember of their remedies, from the facts that no rectification struck. A remedy that was itself
-- put right has its new words under seal: its row is made again with the next rectification of the case.
with facts as (
  select l.* from ledger l
  where l.type in ('remedySought', 'remedyDecided', 'replyDrafted', 'replySigned', 'withdrawn', 'reopened')
    and exists (select from ledger s where (s.agency_id, s.case_id, s.type) = (l.agency_id, l.case_id, 'remedySought'))
    and not exists (select from ledger r where (r.agency_id, r.case_id, r.type) = (l.agency_id, l.case_id, 'rectified')
      and (r.open ->> 'position')::int = l.position)
), sought as (
  select s.*, lead(s.position, 1, 2147483647) over (partition by s.agency_id, s.case_id order by s.position) as until
  from facts s where s.type = 'remedySought'
), told as (
  select s.agency_id, s.case_id, jsonb_agg(
    jsonb_strip_nulls(jsonb_build_object('kind', s.open ->> 'kind', 'soughtOn', s."on", 'decidedOn', d."on", 'result', d.open ->> 'result'))
      || jsonb_build_object('against', case e.type when 'withdrawn' then 'other' when 'replySigned' then (
        select f.open ->> 'outcome' from facts f where (f.agency_id, f.case_id, f.type) = (s.agency_id, s.case_id, 'replyDrafted')
          and f.position < e.position order by f.position desc limit 1) end)
    order by s.position) as remedies
  from sought s
  left join lateral (select f.* from facts f where (f.agency_id, f.case_id, f.type) = (s.agency_id, s.case_id, 'remedyDecided')
    and f.position between s.position and s.until order by f.position limit 1) d on true
  left join lateral (select f.type, f.position from facts f where (f.agency_id, f.case_id) = (s.agency_id, s.case_id)
    and f.type in ('replySigned', 'withdrawn', 'reopened') and f.position < s.position order by f.position desc limit 1) e on true
  group by s.agency_id, s.case_id
)
update cases c set context = c.context || jsonb_build_object('remedies', told.remedies)
from told where (told.agency_id, told.case_id) = (c.agency_id, c.id);
--> statement-breakpoint
insert into remedies (agency_id, case_id, n, suit, kind, sought_on, decided_on, result, against)
select c.agency_id, c.id, r.n, r.n, r.one ->> 'kind', (r.one ->> 'soughtOn')::date, (r.one ->> 'decidedOn')::date,
  r.one ->> 'result', r.one ->> 'against'
from cases c, jsonb_array_elements(c.context -> 'remedies') with ordinality r (one, n)
where c.context ? 'remedies';
