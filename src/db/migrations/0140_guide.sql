-- 公开指南 and 问答 of the office, in lines that are never changed; the devices and identities that open a citizen's account.
CREATE TABLE "account_identities" (
	"found_by" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guide_versions" (
	"agency_id" text NOT NULL,
	"n" integer NOT NULL,
	"content" jsonb NOT NULL,
	"state" text NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "guide_versions_agency_id_n_pk" PRIMARY KEY("agency_id","n"),
	CONSTRAINT "guide_versions_state" CHECK ("guide_versions"."state" in ('submitted', 'approved', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "office_questions" (
	"agency_id" text NOT NULL,
	"id" uuid NOT NULL,
	"n" integer NOT NULL,
	"topic" text NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"basis" text NOT NULL,
	"state" text NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "office_questions_agency_id_id_n_pk" PRIMARY KEY("agency_id","id","n"),
	CONSTRAINT "office_questions_state" CHECK ("office_questions"."state" in ('submitted', 'approved', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "accounts" ALTER COLUMN "email" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ALTER COLUMN "found_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "shows_handler" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "account_identities" ADD CONSTRAINT "account_identities_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_passkeys" ADD CONSTRAINT "account_passkeys_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guide_versions" ADD CONSTRAINT "guide_versions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_questions" ADD CONSTRAINT "office_questions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_identities_of" ON "account_identities" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "account_passkeys_of" ON "account_passkeys" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "office_questions_of" ON "office_questions" USING btree ("id","n");--> statement-breakpoint
create trigger guide_versions_append_only before update or delete on guide_versions for each row execute function refuse_change();--> statement-breakpoint
create trigger guide_versions_no_truncate before truncate on guide_versions for each statement execute function refuse_change();--> statement-breakpoint
create trigger office_questions_append_only before update or delete on office_questions for each row execute function refuse_change();--> statement-breakpoint
create trigger office_questions_no_truncate before truncate on office_questions for each statement execute function refuse_change();
