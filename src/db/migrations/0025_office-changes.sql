CREATE TABLE "office_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "office_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"agency_id" text NOT NULL,
	"what" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "office_changes_agency_id_id_index" ON "office_changes" USING btree ("agency_id","id");--> statement-breakpoint
create trigger office_changes_append_only before update or delete on office_changes for each row execute function refuse_change();
--> statement-breakpoint
create trigger office_changes_no_truncate before truncate on office_changes for each statement execute function refuse_change();
