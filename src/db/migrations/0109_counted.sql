-- What lists and numbers of staff ask by an index that holds little else: the archive by channel, answers in remedies and decisions on
-- publishing that are due, what was ever drawn and found in spot checks.
CREATE INDEX "deadlines_answers" ON "deadlines" USING btree ("agency_id","due_on","case_id","kind") WHERE strpos(kind, 'Answer:') > 0;--> statement-breakpoint
CREATE INDEX "deadlines_release" ON "deadlines" USING btree ("agency_id","due_on") WHERE kind = 'release';--> statement-breakpoint
CREATE INDEX "cases_archived_channel" ON "cases" USING btree ("agency_id","channel","next_due_on","id") WHERE stage = 'archive';--> statement-breakpoint
CREATE INDEX "spot_cases_of" ON "spot_cases" USING btree ("agency_id") WHERE drawn;--> statement-breakpoint
CREATE INDEX "spot_lines_found" ON "spot_lines" USING btree ("agency_id","draw_id","case_id","n") WHERE kind = 'found';--> statement-breakpoint
DROP INDEX "cases_desk";--> statement-breakpoint
CREATE INDEX "cases_desk" ON "cases" USING btree ("agency_id","next_due_on","id","stage","status","provisional","unit_id","handler_id","channel") WHERE stage <> 'archive';