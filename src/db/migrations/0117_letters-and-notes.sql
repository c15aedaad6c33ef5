-- What letters and notes say is looked up by marks that only the house can make; rows of before are read by the sweep of the new
-- program (`bringUpRows`).
ALTER TABLE "cases" ADD COLUMN "said" integer[];--> statement-breakpoint
CREATE INDEX "cases_said_open" ON "cases" USING gin (pairs_in(agency_id, said)) WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_said_archived" ON "cases" USING gin (pairs_in(agency_id, said)) WHERE stage = 'archive';--> statement-breakpoint
CREATE INDEX "cases_unsaid" ON "cases" USING btree ("agency_id","id") WHERE said is null;