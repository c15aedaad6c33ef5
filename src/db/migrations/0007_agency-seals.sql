CREATE TABLE "agency_seal_revocations" (
	"agency_id" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "agency_seal_revocations_agency_id_version_pk" PRIMARY KEY("agency_id","version")
);
--> statement-breakpoint
CREATE TABLE "agency_seals" (
	"agency_id" text NOT NULL,
	"version" integer NOT NULL,
	"provider" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"subject" text NOT NULL,
	"issuer" text NOT NULL,
	"serial" text NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"not_after" timestamp with time zone NOT NULL,
	"picture" text,
	"diameter" integer NOT NULL,
	"authority" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "agency_seals_agency_id_version_pk" PRIMARY KEY("agency_id","version")
);
--> statement-breakpoint
CREATE TABLE "letter_timestamps" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"letter" uuid NOT NULL,
	"authority" text NOT NULL,
	"stamped_at" timestamp with time zone NOT NULL,
	"token" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "letter_timestamps_agency_id_case_id_letter_pk" PRIMARY KEY("agency_id","case_id","letter")
);
--> statement-breakpoint
CREATE TABLE "sealed_letters" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"letter" uuid NOT NULL,
	"version" integer NOT NULL,
	"unsigned_sha256" text NOT NULL,
	CONSTRAINT "sealed_letters_agency_id_case_id_letter_pk" PRIMARY KEY("agency_id","case_id","letter")
);
--> statement-breakpoint
ALTER TABLE "agency_seals" ADD CONSTRAINT "agency_seals_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Which seal was on a letter is evidence for as long as the letter is: versions, revocations and stamps are only added.
create trigger agency_seals_append_only before update or delete on agency_seals for each row execute function refuse_change();
--> statement-breakpoint
create trigger agency_seals_no_truncate before truncate on agency_seals for each statement execute function refuse_change();
--> statement-breakpoint
create trigger agency_seal_revocations_append_only before update or delete on agency_seal_revocations for each row execute function refuse_change();
--> statement-breakpoint
create trigger agency_seal_revocations_no_truncate before truncate on agency_seal_revocations for each statement execute function refuse_change();
--> statement-breakpoint
create trigger sealed_letters_append_only before update or delete on sealed_letters for each row execute function refuse_change();
--> statement-breakpoint
create trigger sealed_letters_no_truncate before truncate on sealed_letters for each statement execute function refuse_change();
--> statement-breakpoint
create trigger letter_timestamps_append_only before update or delete on letter_timestamps for each row execute function refuse_change();
--> statement-breakpoint
create trigger letter_timestamps_no_truncate before truncate on letter_timestamps for each statement execute function refuse_change();
