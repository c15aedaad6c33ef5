CREATE TABLE "account_cases" (
	"account_id" uuid NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	CONSTRAINT "account_cases_account_id_agency_id_case_id_pk" PRIMARY KEY("account_id","agency_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "account_codes" (
	"browser" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"code" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_sessions" (
	"token" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "quiet_addresses" (
	"address" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sms_consents" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"mobile" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "sms_consents_agency_id_case_id_pk" PRIMARY KEY("agency_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "satisfaction" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"step" smallint NOT NULL,
	"said" text,
	"at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "satisfaction_agency_id_case_id_pk" PRIMARY KEY("agency_id","case_id")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "channel" text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_agency_id_case_id_occasion_pk";--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_agency_id_case_id_occasion_channel_pk" PRIMARY KEY("agency_id","case_id","occasion","channel");--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "account_cases" ADD CONSTRAINT "account_cases_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_sessions" ADD CONSTRAINT "account_sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_codes_address" ON "account_codes" USING btree ("address","at");--> statement-breakpoint
CREATE INDEX "cases_email" ON "cases" USING btree (lower(email)) WHERE email is not null;