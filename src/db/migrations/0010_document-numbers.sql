CREATE TABLE "document_numbers" (
	"agency_id" text NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"value" integer NOT NULL,
	"number" text NOT NULL,
	CONSTRAINT "document_numbers_agency_id_year_kind_value_pk" PRIMARY KEY("agency_id","year","kind","value")
);
--> statement-breakpoint
CREATE TABLE "voided_letters" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"letter" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "voided_letters_agency_id_case_id_letter_pk" PRIMARY KEY("agency_id","case_id","letter")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "document_numbers_number" ON "document_numbers" USING btree ("agency_id","number");--> statement-breakpoint
-- A number that was given stays given.
create trigger document_numbers_append_only before update or delete on document_numbers for each row execute function refuse_change();
--> statement-breakpoint
create trigger document_numbers_no_truncate before truncate on document_numbers for each statement execute function refuse_change();
--> statement-breakpoint
-- Numbers given before there was a register.
insert into document_numbers (agency_id, year, kind, value, number)
select distinct agency_id, (parts)[1]::int, case kind when 'reply' then 'reply' else 'notice' end, (parts)[2]::int, number
from letters, lateral (select regexp_match(number, '〔(\d{4})〕(\d+)号$') as parts) as n
where parts is not null;
--> statement-breakpoint
-- Letters that had become void before it was written down: their fact was struck, or the case was reopened after a reply.
insert into voided_letters (agency_id, case_id, letter, position)
select agency_id, case_id, letter, min(position) from (
  select l.agency_id, l.case_id, l.id as letter, r.position
  from letters l
  join ledger made on (made.agency_id, made.case_id, made.position) = (l.agency_id, l.case_id, l.position)
  join ledger r on (r.agency_id, r.case_id) = (l.agency_id, l.case_id)
    and r.type = 'rectified' and (r.open->>'position')::int = l.position
  left join words w on (w.agency_id, w.case_id, w.position) = (r.agency_id, r.case_id, r.position)
  where w.said->'replacement' is null or coalesce(w.said->'replacement'->>'type', made.type) <> made.type
  union all
  select l.agency_id, l.case_id, l.id, r.position
  from letters l
  join ledger made on (made.agency_id, made.case_id, made.position) = (l.agency_id, l.case_id, l.position)
    and made.type = 'replySigned'
  join ledger r on (r.agency_id, r.case_id) = (l.agency_id, l.case_id) and r.type = 'reopened' and r.position > l.position
  where not exists (select from ledger x where (x.agency_id, x.case_id) = (r.agency_id, r.case_id)
    and x.type = 'rectified' and (x.open->>'position')::int = r.position)
) as void
group by agency_id, case_id, letter;
