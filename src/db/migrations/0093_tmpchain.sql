CREATE TABLE "assistance_steps" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"of" integer NOT NULL,
	"kind" text NOT NULL,
	"until" date,
	"files" uuid[] NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "assistance_steps_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "assistances" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"unit_id" text NOT NULL,
	"person_id" uuid,
	"due_on" date NOT NULL,
	"asked_until" date,
	"files" uuid[] NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended" text,
	CONSTRAINT "assistances_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "case_moves" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text,
	"handler_id" uuid,
	"other_agency" text,
	"other_case" uuid,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"settled" integer,
	CONSTRAINT "case_moves_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE TABLE "conference_seats" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"conference" integer NOT NULL,
	"n" integer NOT NULL,
	"person_id" uuid,
	"capacity" text NOT NULL,
	"given_by" text,
	"given_at" timestamp with time zone,
	CONSTRAINT "conference_seats_agency_id_case_id_conference_n_pk" PRIMARY KEY("agency_id","case_id","conference","n")
);
--> statement-breakpoint
CREATE TABLE "conferences" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"minutes" integer,
	"concluded" integer,
	CONSTRAINT "conferences_agency_id_case_id_n_pk" PRIMARY KEY("agency_id","case_id","n")
);
--> statement-breakpoint
CREATE TABLE "internal_words" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"of" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "internal_words_agency_id_case_id_of_pk" PRIMARY KEY("agency_id","case_id","of")
);
--> statement-breakpoint
CREATE TABLE "remark_mentions" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"remark_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "remark_mentions_agency_id_case_id_remark_id_person_id_pk" PRIMARY KEY("agency_id","case_id","remark_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "remarks" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "remarks_agency_id_case_id_id_pk" PRIMARY KEY("agency_id","case_id","id")
);
--> statement-breakpoint
CREATE INDEX "assistances_open" ON "assistances" USING btree ("agency_id","unit_id") WHERE ended is null;--> statement-breakpoint
CREATE INDEX "case_moves_open" ON "case_moves" USING btree ("agency_id") WHERE kind = 'handedBack' and settled is null;--> statement-breakpoint
CREATE INDEX "case_moves_of_unit" ON "case_moves" USING btree ("agency_id","unit_id","at") WHERE unit_id is not null;--> statement-breakpoint
CREATE INDEX "case_moves_between" ON "case_moves" USING btree ("agency_id","at") WHERE other_case is not null;--> statement-breakpoint
CREATE INDEX "conference_seats_open" ON "conference_seats" USING btree ("agency_id","person_id") WHERE given_at is null and person_id is not null;--> statement-breakpoint
CREATE INDEX "remark_mentions_unread" ON "remark_mentions" USING btree ("agency_id","person_id") WHERE read_at is null;