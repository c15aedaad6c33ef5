ALTER TABLE "kept_forms" ADD COLUMN "browser" text;--> statement-breakpoint
CREATE INDEX "kept_forms_browser" ON "kept_forms" USING btree ("browser","at");