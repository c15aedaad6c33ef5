CREATE TABLE "secret_contents" (
	"content" text NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	CONSTRAINT "secret_contents_content_agency_id_case_id_pk" PRIMARY KEY("content","agency_id","case_id")
);
--> statement-breakpoint
CREATE INDEX "secret_contents_of_case" ON "secret_contents" USING btree ("agency_id","case_id");--> statement-breakpoint
alter table secret_contents enable row level security;
--> statement-breakpoint
create policy agency on secret_contents using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
--> statement-breakpoint
-- What one agency of an office marks as a state secret, no other of them gives or publishes. Past the wall goes a digest that
-- was asked for, and nothing of the case in which it is marked.
create function secret_elsewhere(asking text, asked text[]) returns setof text language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select distinct s.content from secret_contents s
  join agencies theirs on theirs.id = s.agency_id join agencies ours on ours.id = asking
  where s.content = any(asked) and s.agency_id <> asking and theirs.taken_in_by = ours.taken_in_by
$$;
--> statement-breakpoint
-- What a mark covers follows from its facts: `?` marks what the sweep `bringUpRows` reads at the next start.
insert into secret_contents (content, agency_id, case_id)
select distinct '?', agency_id, case_id from ledger where type = 'evidenceClosed';
--> statement-breakpoint
-- A proposal that is read in steps lies in the heap of its reading: the same sweep reads which.
update cases set waits = '?' where waits = 'toRelease';
