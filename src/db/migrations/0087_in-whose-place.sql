-- Who reviewed, approved or read in the place of a colleague (代) is remembered under that colleague, too: the cases that have
-- heard such a fact are brought to what their ledger comes to now. jsonb keeps its keys in an order of its own.
update cases c set context = jsonb_set(c.context, '{draft,approvals}', (
  select jsonb_agg(a || coalesce((
    select jsonb_build_object('for', 'staff:' || (l.open ->> 'actingFor')) from ledger l
    where (l.agency_id, l.case_id) = (c.agency_id, c.id) and l.type = 'replyApproved' and l."by" = a ->> 'by'
      and l."on"::text = a ->> 'on' and l.open ? 'actingFor'
    order by l.position desc limit 1), '{}') order by n)
  from jsonb_array_elements(c.context -> 'draft' -> 'approvals') with ordinality e (a, n)))
where not c.context ? 'erasedOn' and jsonb_typeof(c.context -> 'draft' -> 'approvals') = 'array' and c.context -> 'draft' -> 'approvals' <> '[]'
  and exists (select from ledger l where (l.agency_id, l.case_id) = (c.agency_id, c.id)
    and l.type = 'replyApproved' and l.open ? 'actingFor');--> statement-breakpoint
update cases c set context = jsonb_set(c.context, '{draft,passedFor}', to_jsonb('staff:' || told.place))
from (
  select distinct on (l.agency_id, l.case_id) l.agency_id, l.case_id, l."by", l.open ->> 'actingFor' as place
  from ledger l where l.type = 'replyReviewed' order by l.agency_id, l.case_id, l.position desc
) told
where (told.agency_id, told.case_id) = (c.agency_id, c.id) and not c.context ? 'erasedOn' and told.place is not null
  and c.context -> 'draft' ->> 'passedBy' = told."by";--> statement-breakpoint
update cases c set context = jsonb_set(c.context, '{readings}', (
  select jsonb_agg(r || coalesce((
    select jsonb_build_object('for', 'staff:' || (l.open ->> 'actingFor')) from ledger l
    where (l.agency_id, l.case_id) = (c.agency_id, c.id) and l.type = 'releaseDecided' and l."by" = r ->> 'by'
      and l.open ->> 'step' = r ->> 'step' and l."on"::text = r ->> 'on' and l.open ? 'actingFor'
    order by l.position desc limit 1), '{}') order by n)
  from jsonb_array_elements(c.context -> 'readings') with ordinality e (r, n)))
where not c.context ? 'erasedOn' and jsonb_typeof(c.context -> 'readings') = 'array' and c.context -> 'readings' <> '[]'
  and exists (select from ledger l where (l.agency_id, l.case_id) = (c.agency_id, c.id)
    and l.type = 'releaseDecided' and l.open ? 'actingFor');
