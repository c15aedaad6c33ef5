-- What whoever sent a file, and whoever opens it, is to know of it: it has a password, or is of no common format. Files of
-- before were taken in by a list of formats: nothing is said of them.
ALTER TABLE "files" ADD COLUMN "heed" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "heed" text;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_heed" CHECK ("files"."heed" in ('locked', 'unusual'));--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_heed" CHECK ("uploads"."heed" in ('locked', 'unusual'));