CREATE TABLE "number_formats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"kind" text NOT NULL,
	"format" text NOT NULL,
	"from_day" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "number_formats" ADD CONSTRAINT "number_formats_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "number_formats_in_force" ON "number_formats" USING btree ("agency_id","kind","from_day");--> statement-breakpoint
create trigger number_formats_append_only before update or delete on number_formats for each row execute function refuse_change();
--> statement-breakpoint
create trigger number_formats_no_truncate before truncate on number_formats for each statement execute function refuse_change();
--> statement-breakpoint
insert into document_numbers (agency_id, year, kind, value, number)
select agency_id, split_part(number, '-', 1)::int, 'registration', split_part(number, '-', 2)::int, number
from cases where number is not null;
