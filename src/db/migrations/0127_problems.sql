-- 依法行政问题: which note of a case says it, whom it was handed to, which note answers. 督办 is numbered by whoever puts it.
CREATE TABLE "problems" (
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"to_agency" text NOT NULL,
	"to_unit" text,
	"due_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"answer" integer,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "problems_agency_id_case_id_position_pk" PRIMARY KEY("agency_id","case_id","position")
);
--> statement-breakpoint
ALTER TABLE "urgings" ADD COLUMN "issuer" text;--> statement-breakpoint
ALTER TABLE "urgings" ADD COLUMN "year" integer;--> statement-breakpoint
ALTER TABLE "urgings" ADD COLUMN "serial" integer;--> statement-breakpoint
CREATE INDEX "problems_open" ON "problems" USING btree ("to_agency","due_on") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "problems_by_time" ON "problems" USING btree ("agency_id","at");--> statement-breakpoint
CREATE INDEX "problems_handed" ON "problems" USING btree ("to_agency","at");--> statement-breakpoint
CREATE UNIQUE INDEX "urgings_serial" ON "urgings" USING btree ("issuer","year","serial") WHERE serial is not null;--> statement-breakpoint
-- Handed over it stays as it was; its answer is added once.
create function problem_kept() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.answer is null and new.answer is not null
    and to_jsonb(new) - array['answer', 'answered_by', 'answered_at'] = to_jsonb(old) - array['answer', 'answered_by', 'answered_at'] then
    return new;
  end if;
  raise exception 'problems: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;--> statement-breakpoint
create trigger problems_kept before update or delete on problems for each row execute function problem_kept();--> statement-breakpoint
create trigger problems_no_truncate before truncate on problems for each statement execute function refuse_change();
