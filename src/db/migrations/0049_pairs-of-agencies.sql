-- The pairs of a case as the index holds them: each agency's are its own, so that a word that is common everywhere is looked up
-- among the cases of one.
create function pairs_in(agency text, pairs integer[]) returns integer[] language sql immutable strict parallel safe cost 1000
set search_path = pg_catalog, public, pg_temp
as $$
  select array(select p # own.mark from unnest(pairs) p) from (select ('x' || left(md5(agency), 8))::bit(32)::int as mark) own
$$;
--> statement-breakpoint
DROP INDEX "cases_pairs_open";--> statement-breakpoint
DROP INDEX "cases_pairs_archived";--> statement-breakpoint
CREATE INDEX "cases_pairs_open" ON "cases" USING gin (pairs_in(agency_id, pairs)) WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_pairs_archived" ON "cases" USING gin (pairs_in(agency_id, pairs)) WHERE stage = 'archive';