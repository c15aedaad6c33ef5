ALTER TABLE "deliveries" ADD COLUMN "kept_at" timestamp with time zone;--> statement-breakpoint
-- Until now a mail that was kept as a file, for no mail server was set, counted as sent. The facts stay as they were recorded, and
-- can be put right; the mail itself waits again, and goes out once there is a server. In a demonstration nothing waits.
update deliveries set kept_at = sent_at, sent_at = null, proof = null
where channel = 'mail' and sent_at is not null and proof ~ '\.eml sha256:[0-9a-f]{64}$'
  and not exists (select from people where demonstration);
--> statement-breakpoint
CREATE INDEX "deliveries_kept" ON "deliveries" USING btree ("kept_at") WHERE "deliveries"."kept_at" is not null;
