-- When whoever asked another unit saw what came of it.
ALTER TABLE "assistances" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "assistances_unread" ON "assistances" USING btree ("agency_id","by") WHERE ended in ('answered', 'handedBack') and read_at is null;