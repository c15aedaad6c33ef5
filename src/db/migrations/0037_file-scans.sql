CREATE TABLE "file_scans" (
	"sha256" text PRIMARY KEY NOT NULL,
	"result" text NOT NULL,
	"virus" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "file_scans_waiting" ON "file_scans" USING btree ("at") WHERE "file_scans"."result" = 'unscanned';