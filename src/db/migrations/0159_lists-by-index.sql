DROP INDEX "cases_desk";--> statement-breakpoint
DROP INDEX "cases_handler";--> statement-breakpoint
CREATE INDEX "cases_desk" ON "cases" USING btree ("agency_id","next_due_on","id","stage","status","provisional","unit_id","handler_id","channel","outcome","submitted_on") WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_handler" ON "cases" USING btree ("agency_id","handler_id","next_due_on","id");