-- The exchange of single cases with a platform above: what it is told of each case, what it hands over, and the number of 23
-- digits by which it knows a case. Identifiers, states and answers; what people wrote stays in the ledger.
CREATE TABLE "exchange_messages" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"position" integer NOT NULL,
	"type" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"answer" text,
	"receipt" text,
	"made_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone,
	CONSTRAINT "exchange_messages_agency_id_case_id_n_pk" PRIMARY KEY("agency_id","case_id","n")
);
--> statement-breakpoint
CREATE TABLE "exchange_received" (
	"number" text NOT NULL,
	"n" integer NOT NULL,
	"digest" text NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "exchange_received_number_n_pk" PRIMARY KEY("number","n")
);
--> statement-breakpoint
CREATE TABLE "exchange_refused" (
	"number" text NOT NULL,
	"n" integer NOT NULL,
	"code" text NOT NULL,
	"agency_id" text,
	"times" bigint NOT NULL,
	"message" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "exchange_refused_number_n_code_pk" PRIMARY KEY("number","n","code")
);
--> statement-breakpoint
CREATE TABLE "exchange_tries" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"attempt" integer NOT NULL,
	"outcome" text NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "exchange_tries_agency_id_case_id_n_attempt_pk" PRIMARY KEY("agency_id","case_id","n","attempt")
);
--> statement-breakpoint
CREATE TABLE "platform_numbers" (
	"number" text PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"came" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "platform_numbers_digits" CHECK ("platform_numbers"."number" ~ '^[0-9]{23}$')
);
--> statement-breakpoint
CREATE TABLE "log_readers" (
	"name" text PRIMARY KEY NOT NULL,
	"next" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exchange_messages" ADD CONSTRAINT "exchange_messages_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_received" ADD CONSTRAINT "exchange_received_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_tries" ADD CONSTRAINT "exchange_tries_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exchange_messages_due" ON "exchange_messages" USING btree ("next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "exchange_messages_open" ON "exchange_messages" USING btree ("agency_id","state","next_at") WHERE state not in ('taken', 'gone');--> statement-breakpoint
CREATE INDEX "exchange_messages_taken" ON "exchange_messages" USING btree ("agency_id","taken_at") WHERE state = 'taken';--> statement-breakpoint
CREATE UNIQUE INDEX "exchange_received_fact" ON "exchange_received" USING btree ("agency_id","case_id","position");--> statement-breakpoint
CREATE INDEX "exchange_received_at" ON "exchange_received" USING btree ("agency_id","at");--> statement-breakpoint
CREATE INDEX "exchange_refused_at" ON "exchange_refused" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "platform_numbers_case" ON "platform_numbers" USING btree ("agency_id","case_id");--> statement-breakpoint
-- What was tried, received and numbered stays as it was: the platform is held to it, and so are we.
create trigger exchange_tries_append_only before update or delete on exchange_tries for each row execute function refuse_change();--> statement-breakpoint
create trigger exchange_tries_no_truncate before truncate on exchange_tries for each statement execute function refuse_change();--> statement-breakpoint
create trigger exchange_received_append_only before update or delete on exchange_received for each row execute function refuse_change();--> statement-breakpoint
create trigger exchange_received_no_truncate before truncate on exchange_received for each statement execute function refuse_change();--> statement-breakpoint
create trigger platform_numbers_append_only before update or delete on platform_numbers for each row execute function refuse_change();--> statement-breakpoint
create trigger platform_numbers_no_truncate before truncate on platform_numbers for each statement execute function refuse_change();
