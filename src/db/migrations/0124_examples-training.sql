-- 案例分析, written by the office in lines that are never changed; and 年度轮训, who was trained when, on what and for how long.
CREATE TABLE "example_cases" (
	"id" uuid NOT NULL,
	"n" integer NOT NULL,
	"agency_id" text NOT NULL,
	"outcome" text NOT NULL,
	"title" text NOT NULL,
	"facts" text NOT NULL,
	"comment" text NOT NULL,
	"lesson" text NOT NULL,
	"article" text NOT NULL,
	"state" text NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "example_cases_id_n_pk" PRIMARY KEY("id","n"),
	CONSTRAINT "example_cases_state" CHECK ("example_cases"."state" in ('submitted', 'approved', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "training_people" (
	"training_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"attended" boolean NOT NULL,
	CONSTRAINT "training_people_training_id_person_id_pk" PRIMARY KEY("training_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "trainings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"held_on" date NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"trainer" text NOT NULL,
	"halves" integer NOT NULL,
	"cancelled_why" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "trainings_halves" CHECK ("trainings"."halves" between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "example_cases" ADD CONSTRAINT "example_cases_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_people" ADD CONSTRAINT "training_people_training_id_trainings_id_fk" FOREIGN KEY ("training_id") REFERENCES "public"."trainings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_people" ADD CONSTRAINT "training_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trainings" ADD CONSTRAINT "trainings_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "example_cases_of" ON "example_cases" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "training_people_of" ON "training_people" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "trainings_of" ON "trainings" USING btree ("agency_id","held_on");--> statement-breakpoint
create trigger example_cases_append_only before update or delete on example_cases for each row execute function refuse_change();--> statement-breakpoint
create trigger example_cases_no_truncate before truncate on example_cases for each statement execute function refuse_change();
