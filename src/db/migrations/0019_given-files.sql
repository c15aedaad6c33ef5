CREATE TABLE "given_downloads" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "given_downloads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"file" uuid NOT NULL,
	"sha256" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "given_looks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "given_looks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"file" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leaving_copies" (
	"original" text NOT NULL,
	"type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"pages" integer,
	"findings" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "leaving_copies_original_type_pk" PRIMARY KEY("original","type")
);
--> statement-breakpoint
CREATE INDEX "given_downloads_case" ON "given_downloads" USING btree ("agency_id","case_id","id");--> statement-breakpoint
CREATE INDEX "given_looks_case" ON "given_looks" USING btree ("agency_id","case_id","id");--> statement-breakpoint
create trigger leaving_copies_append_only before update or delete on leaving_copies for each row execute function refuse_change();
--> statement-breakpoint
create trigger leaving_copies_no_truncate before truncate on leaving_copies for each statement execute function refuse_change();
--> statement-breakpoint
create trigger given_looks_append_only before update or delete on given_looks for each row execute function refuse_change();
--> statement-breakpoint
create trigger given_looks_no_truncate before truncate on given_looks for each statement execute function refuse_change();
--> statement-breakpoint
create trigger given_downloads_append_only before update or delete on given_downloads for each row execute function refuse_change();
--> statement-breakpoint
create trigger given_downloads_no_truncate before truncate on given_downloads for each statement execute function refuse_change();
