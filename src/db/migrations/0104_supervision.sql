-- 监督: how each answered case went, reckoned by night; and 督办 with its own day, whose words stand in the ledger.
CREATE TABLE "case_courses" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"length" integer NOT NULL,
	"settled_on" date NOT NULL,
	"unit_id" text,
	"outcome" text,
	"register" integer,
	"assign" integer,
	"draft" integer,
	"review" integer,
	"sign" integer,
	"serve" integer,
	"returns" integer NOT NULL,
	"first_time" boolean,
	"confirm" integer,
	CONSTRAINT "case_courses_agency_id_case_id_pk" PRIMARY KEY("agency_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "urgings" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"due_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"answer" integer,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "urgings_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
CREATE INDEX "case_courses_settled" ON "case_courses" USING btree ("agency_id","settled_on");--> statement-breakpoint
CREATE INDEX "urgings_open" ON "urgings" USING btree ("agency_id","due_on") WHERE answer is null;--> statement-breakpoint
-- 督办 stays as it was put; its answer is added once.
create function urging_kept() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.answer is null and new.answer is not null
    and to_jsonb(new) - array['answer', 'answered_by', 'answered_at'] = to_jsonb(old) - array['answer', 'answered_by', 'answered_at'] then
    return new;
  end if;
  raise exception 'urgings: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;--> statement-breakpoint
create trigger urgings_kept before update or delete on urgings for each row execute function urging_kept();--> statement-breakpoint
create trigger urgings_no_truncate before truncate on urgings for each statement execute function refuse_change();
