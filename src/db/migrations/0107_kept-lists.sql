-- 常用筛选: filter words of the desk under a name of one's own. Nothing that is searched for is kept with them, so that they name nobody.
CREATE TABLE "kept_lists" (
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_lists_person_id_name_pk" PRIMARY KEY("person_id","name")
);
--> statement-breakpoint
ALTER TABLE "kept_lists" ADD CONSTRAINT "kept_lists_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;