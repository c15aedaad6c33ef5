ALTER TABLE "recoveries" ADD COLUMN "link_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "right_proposals" ADD COLUMN "leaves" boolean DEFAULT false NOT NULL;