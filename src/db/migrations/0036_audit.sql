CREATE TABLE "audit_chain" (
	"agency_id" text NOT NULL,
	"position" bigint NOT NULL,
	"id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_chain_agency_id_position_pk" PRIMARY KEY("agency_id","position")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"agency_id" text NOT NULL,
	"size" bigint NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_heads_agency_id_size_pk" PRIMARY KEY("agency_id","size")
);
--> statement-breakpoint
CREATE TABLE "audit_lines" (
	"agency_id" text NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"what" text NOT NULL,
	"case_id" uuid,
	"subject" text,
	"succeeded" boolean NOT NULL,
	"detail" jsonb,
	"address" text,
	"request" text,
	"words" text,
	CONSTRAINT "audit_lines_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_unchained" (
	"agency_id" text NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "audit_unchained_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
ALTER TABLE "tries" ADD COLUMN "refused" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_chain_line" ON "audit_chain" USING btree ("agency_id","id");--> statement-breakpoint
CREATE INDEX "audit_lines_agency_id_by_id_index" ON "audit_lines" USING btree ("agency_id","by","id");--> statement-breakpoint
CREATE INDEX "audit_lines_agency_id_what_id_index" ON "audit_lines" USING btree ("agency_id","what","id");--> statement-breakpoint
CREATE INDEX "audit_lines_of_case" ON "audit_lines" USING btree ("agency_id","case_id","id") WHERE "audit_lines"."case_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_lines_failed" ON "audit_lines" USING btree ("agency_id","id") WHERE not "audit_lines"."succeeded";--> statement-breakpoint
CREATE INDEX "audit_lines_words" ON "audit_lines" USING btree ("agency_id","words","id") WHERE "audit_lines"."words" is not null;
--> statement-breakpoint
-- Who did and read what: even we may only add to it.
create trigger audit_lines_append_only before update or delete on audit_lines for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_lines_no_truncate before truncate on audit_lines for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_chain_append_only before update or delete on audit_chain for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_chain_no_truncate before truncate on audit_chain for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_heads_append_only before update or delete on audit_heads for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_heads_no_truncate before truncate on audit_heads for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_unchained_no_truncate before truncate on audit_unchained for each statement execute function refuse_change();
--> statement-breakpoint
alter table audit_lines enable row level security;
--> statement-breakpoint
create policy agency on audit_lines using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
-- Lines are told by whoever stands at any door, and belong to the agency of the case, else of whoever did it: as the owner,
-- in one statement, and each with its place in the queue for the chain. A name that is nobody's is the house's: `-`.
create function tell_audit(told jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  with lines as materialized (
    select coalesce(c.agency_id, l.agency_id, p.agency_id, '-') as agency_id, l.id, l.at, l.by, l.what, l.case_id, l.subject,
      l.succeeded, l.detail, l.address, l.request, l.words
    from jsonb_populate_recordset(null::audit_lines, told) l
    left join lateral (
      select agency_id from cases where agency_id = any(array(select id from agencies)) and id = l.case_id
    ) c on l.case_id is not null
    left join lateral (select agency_id from people where username = substr(l.by, 7)) p
      on l.agency_id is null and starts_with(l.by, 'staff:')
  ), queued as (
    insert into audit_unchained (agency_id, id) select agency_id, id from lines
  )
  insert into audit_lines (agency_id, id, at, by, what, case_id, subject, succeeded, detail, address, request, words)
  select * from lines;
end $$;
--> statement-breakpoint
-- What was on record before: changes of the office, rights that were proposed, what was decided on them. Their ids are made
-- of their instants, so that they stand in order before everything to come.
with before as (
  select agency_id, at, by, what, subject, jsonb_build_object('before', before, 'after', after) as detail, id as n, 1 as source
  from office_changes
  union all
  select p.agency_id, r.at, r.by, 'rights', p.username, jsonb_build_object('after',
    jsonb_build_object('roles', r.roles, 'units', r.units, 'why', r.why), 'before', (
      select jsonb_build_object('roles', o.roles, 'units', o.units)
      from right_proposals o join right_decisions d using (person_id, position)
      where o.person_id = r.person_id and o.position < r.position and d.approved order by o.position desc limit 1)),
    r.position, 2
  from right_proposals r join people p on p.id = r.person_id
  union all
  select p.agency_id, d.at, d.by, 'rights', p.username, jsonb_build_object('before', jsonb_build_object('state', 'rightsWait'),
    'after', jsonb_build_object('state', case when d.approved then 'rightsInForce' else 'rightsRefused' end, 'why', d.why)),
    d.position, 3
  from right_decisions d join people p on p.id = d.person_id
), lines as materialized (
  select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '70008'
    || lpad(to_hex(row_number() over (order by at, source, n)), 15, '0'))::uuid as id, *
  from before
), queued as (
  insert into audit_unchained (agency_id, id) select agency_id, id from lines
)
insert into audit_lines (agency_id, id, at, by, what, subject, succeeded, detail)
select agency_id, id, at, by, what, subject, true, detail from lines;
--> statement-breakpoint
DROP TABLE "office_changes" CASCADE;
