-- Data of before 0.2 has no such table and is refused before the first migration (src/db/edition.ts).
CREATE TABLE "data_editions" (
	"edition" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
INSERT INTO "data_editions" VALUES ('0.2');
