-- A picture that ends before its end, and what would run when it is opened, are told apart from what is of no common format; and
-- of the picture of an identity document it is known, too, why nobody may be able to see it. Rows of before say nothing new.
ALTER TABLE "identity_papers" ADD COLUMN "heed" text;--> statement-breakpoint
ALTER TABLE "identity_papers" ADD CONSTRAINT "identity_papers_heed" CHECK ("identity_papers"."heed" in ('locked', 'damaged', 'unusual', 'program', 'page'));--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_heed";--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_heed" CHECK ("files"."heed" in ('locked', 'damaged', 'unusual', 'program', 'page'));--> statement-breakpoint
ALTER TABLE "uploads" DROP CONSTRAINT "uploads_heed";--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_heed" CHECK ("uploads"."heed" in ('locked', 'damaged', 'unusual', 'program', 'page'));
