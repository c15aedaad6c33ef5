-- Anonymous figures of a year, as they were published: small numbers are suppressed before they are kept.
CREATE TABLE "open_figures" (
	"agency_id" text NOT NULL,
	"year" integer NOT NULL,
	"n" integer NOT NULL,
	"published" boolean NOT NULL,
	"content" jsonb,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "open_figures_agency_id_year_n_pk" PRIMARY KEY("agency_id","year","n")
);
--> statement-breakpoint
ALTER TABLE "open_figures" ADD CONSTRAINT "open_figures_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
create trigger open_figures_append_only before update or delete on open_figures for each row execute function refuse_change();--> statement-breakpoint
create trigger open_figures_no_truncate before truncate on open_figures for each statement execute function refuse_change();
