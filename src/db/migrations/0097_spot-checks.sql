-- 抽查: each month closed cases are drawn by a seed that is published, scored and answered; what is written of a case goes with its
-- content.
CREATE TABLE "spot_cases" (
	"draw_id" uuid NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"row" text NOT NULL,
	"counted_on" date NOT NULL,
	"place" integer NOT NULL,
	"drawn" boolean NOT NULL,
	CONSTRAINT "spot_cases_draw_id_agency_id_case_id_pk" PRIMARY KEY("draw_id","agency_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "spot_draws" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"month" date NOT NULL,
	"seed" text NOT NULL,
	"rules" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "spot_draws_month" CHECK (extract(day from "spot_draws"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "spot_evaluators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draw_id" uuid NOT NULL,
	"name" text NOT NULL,
	"organisation" text NOT NULL,
	"code_hash" text NOT NULL,
	"until" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "spot_evaluators_code" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "spot_lines" (
	"draw_id" uuid NOT NULL,
	"agency_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"finding" integer,
	"scores" integer[],
	"due_on" date,
	"says" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "spot_lines_draw_id_agency_id_case_id_n_pk" PRIMARY KEY("draw_id","agency_id","case_id","n"),
	CONSTRAINT "spot_lines_says" CHECK ("spot_lines"."kind" in ('scored', 'found', 'answered', 'settled', 'returned')
      and ("spot_lines"."kind" = 'scored') = ("spot_lines"."finding" is null) and ("spot_lines"."kind" = 'scored') = ("spot_lines"."scores" is not null)
      and ("spot_lines"."kind" in ('found', 'returned')) = ("spot_lines"."due_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "spot_rules" (
	"agency_id" text NOT NULL,
	"n" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "spot_rules_agency_id_n_pk" PRIMARY KEY("agency_id","n")
);
--> statement-breakpoint
ALTER TABLE "spot_cases" ADD CONSTRAINT "spot_cases_draw_id_spot_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."spot_draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_draws" ADD CONSTRAINT "spot_draws_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_evaluators" ADD CONSTRAINT "spot_evaluators_draw_id_spot_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."spot_draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_lines" ADD CONSTRAINT "spot_lines_draw_id_spot_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."spot_draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_rules" ADD CONSTRAINT "spot_rules_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "spot_cases_drawn" ON "spot_cases" USING btree ("draw_id","agency_id","place") WHERE drawn;--> statement-breakpoint
CREATE UNIQUE INDEX "spot_draws_of" ON "spot_draws" USING btree ("agency_id","month");--> statement-breakpoint
CREATE INDEX "spot_evaluators_of" ON "spot_evaluators" USING btree ("draw_id");--> statement-breakpoint
CREATE INDEX "spot_lines_of_case" ON "spot_lines" USING btree ("agency_id","case_id");--> statement-breakpoint
-- What was drawn, and how, stays as it was.
create trigger spot_rules_append_only before update or delete on spot_rules for each row execute function refuse_change();--> statement-breakpoint
create trigger spot_rules_no_truncate before truncate on spot_rules for each statement execute function refuse_change();--> statement-breakpoint
create trigger spot_draws_append_only before update or delete on spot_draws for each row execute function refuse_change();--> statement-breakpoint
create trigger spot_draws_no_truncate before truncate on spot_draws for each statement execute function refuse_change();--> statement-breakpoint
create trigger spot_cases_append_only before update or delete on spot_cases for each row execute function refuse_change();--> statement-breakpoint
create trigger spot_cases_no_truncate before truncate on spot_cases for each statement execute function refuse_change();--> statement-breakpoint
create trigger spot_lines_no_truncate before truncate on spot_lines for each statement execute function refuse_change();--> statement-breakpoint
-- Lines stay, too, but for the words of a case whose content was destroyed.
create function spot_line_kept() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and owns(tg_relid) and current_setting('ysqgk.erasing', true) = 'by decision'
    and new.says = '' and to_jsonb(new) - 'says' = to_jsonb(old) - 'says' then
    return new;
  end if;
  raise exception 'spot_lines is append-only: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;--> statement-breakpoint
create trigger spot_lines_append_only before update or delete on spot_lines for each row execute function spot_line_kept();--> statement-breakpoint
create function erase_spot_words() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  before text := coalesce(current_setting('ysqgk.erasing', true), '');
begin
  perform set_config('ysqgk.erasing', 'by decision', true);
  update spot_lines set says = '' where (agency_id, case_id) = (new.agency_id, new.case_id) and says <> '';
  perform set_config('ysqgk.erasing', before, true);
  return null;
end $$;--> statement-breakpoint
create trigger ledger_spot_words after insert on ledger for each row when (new.type = 'wordsErased') execute function erase_spot_words();--> statement-breakpoint
-- What comes after the destruction brings no words back.
create function spot_words_gone() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.says <> '' and exists (select from ledger where (agency_id, case_id, type) = (new.agency_id, new.case_id, 'wordsErased')) then
    raise exception 'the content of this case was destroyed' using errcode = 'check_violation';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger spot_lines_words before insert on spot_lines for each row execute function spot_words_gone();--> statement-breakpoint
alter table spot_lines enable row level security;--> statement-breakpoint
create policy agency on spot_lines using (
  agency_id = any ((select string_to_array(current_setting('ysqgk.agencies', true), ','))::text[])
  or (select current_setting('ysqgk.agencies', true)) = '*');
