-- Lists are read in the order of any column that they show. Texts as a reader of Chinese looks them up, by pronunciation, and
-- numbers in them as numbers: 第9号 before 第10号.
CREATE COLLATION "as_read" (provider = icu, locale = 'zh-u-kn-true');--> statement-breakpoint
CREATE INDEX "cases_open_by_number" ON "cases" USING btree ("agency_id",number collate "as_read","id","next_due_on","stage","status") WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_archived_by_number" ON "cases" USING btree ("agency_id",number collate "as_read","id") WHERE stage = 'archive';--> statement-breakpoint
CREATE INDEX "cases_open_by_title" ON "cases" USING btree ("agency_id",title collate "as_read","id","next_due_on","stage","status") WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_archived_by_title" ON "cases" USING btree ("agency_id",title collate "as_read","id") WHERE stage = 'archive';--> statement-breakpoint
CREATE INDEX "cases_open_by_applicant_name" ON "cases" USING btree ("agency_id",applicant_name collate "as_read","id","next_due_on","stage","status") WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_archived_by_applicant_name" ON "cases" USING btree ("agency_id",applicant_name collate "as_read","id") WHERE stage = 'archive';