CREATE TABLE "release_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"kind" text NOT NULL,
	"released_id" text,
	"version" integer,
	"says" jsonb NOT NULL,
	"take_off" uuid[] NOT NULL,
	"found" jsonb NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"readings" jsonb NOT NULL,
	"ended" text,
	"ended_by" text,
	"ended_why" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "release_changes_ended" CHECK (num_nulls("release_changes"."ended", "release_changes"."ended_by", "release_changes"."ended_at") in (0, 3)),
	CONSTRAINT "release_changes_of" CHECK ("release_changes"."kind" = 'published' or num_nulls("release_changes"."released_id", "release_changes"."version") = 0)
);
--> statement-breakpoint
CREATE TABLE "release_change_files" (
	"change_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"type" text NOT NULL,
	CONSTRAINT "release_change_files_change_id_id_pk" PRIMARY KEY("change_id","id")
);
--> statement-breakpoint
ALTER TABLE "release_acts" ADD COLUMN "found" jsonb;--> statement-breakpoint
ALTER TABLE "release_change_files" ADD CONSTRAINT "release_change_files_change_id_release_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."release_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_changes" ADD CONSTRAINT "release_changes_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_changes" ADD CONSTRAINT "release_changes_released_id_released_id_fk" FOREIGN KEY ("released_id") REFERENCES "public"."released"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "release_changes_open" ON "release_changes" USING btree ("released_id") WHERE ended is null;--> statement-breakpoint
CREATE INDEX "release_changes_agency" ON "release_changes" USING btree ("agency_id","at","id");--> statement-breakpoint
-- What was read is what is published: words and files of a change stay as they were proposed, each reading is added to the
-- ones before it by somebody else, and what has ended goes no further.
create function release_change_read() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  was integer := jsonb_array_length(old.readings);
  added integer := jsonb_array_length(new.readings) - was;
begin
  if (new.id, new.agency_id, new.kind, new.version, new.says, new.take_off, new.found, new.why, new."by", new.at)
      is distinct from
      (old.id, old.agency_id, old.kind, old.version, old.says, old.take_off, old.found, old.why, old."by", old.at)
    or old.released_id is not null and new.released_id is distinct from old.released_id
    or old.ended is not null
    or added not in (0, 1)
    or (select coalesce(jsonb_agg(r order by n), '[]') from jsonb_array_elements(new.readings) with ordinality e (r, n) where n <= was)
      <> old.readings
    or added = 1 and (new.readings -> was ->> 'by' = old."by"
      or exists (select from jsonb_array_elements(old.readings) r where r ->> 'by' = new.readings -> was ->> 'by'))
    or new.ended = 'done' and jsonb_array_length(new.readings) < 3 then
    raise exception 'a change of the reading room that waits is read, and nothing else' using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger release_changes_read before update on release_changes for each row execute function release_change_read();--> statement-breakpoint
create trigger release_changes_no_delete before delete on release_changes for each row execute function refuse_change();--> statement-breakpoint
create trigger release_changes_no_truncate before truncate on release_changes for each statement execute function refuse_change();--> statement-breakpoint
create trigger release_change_files_append_only before update or delete on release_change_files for each row execute function refuse_change();--> statement-breakpoint
create trigger release_change_files_no_truncate before truncate on release_change_files for each statement execute function refuse_change();--> statement-breakpoint
-- Why it was taken down is put right by an act that says so.
create or replace function released_by_act() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  wanted text[] := '{published}';
begin
  if tg_op = 'UPDATE' then
    wanted := case
      when new.withdrawn_on is not null and (new.withdrawn_on, new.withdrawn_why) is distinct from (old.withdrawn_on, old.withdrawn_why)
        then '{withdrawn}'
      when (new.withdrawn_on, new.withdrawn_why) is distinct from (old.withdrawn_on, old.withdrawn_why)
        or (new.released_on, new.position) is distinct from (old.released_on, old.position) then '{restored}'
      else '{corrected,restored}' end;
  end if;
  if owns(tg_relid) or exists (select from release_acts a
      where a.released_id = new.id and a.version = new.version and a.act = any(wanted)
        and (a.act <> 'withdrawn' or a.why = new.withdrawn_why)
        and (a.says ->> 'title', a.says ->> 'documentNumber', a.says ->> 'summary', a.says ->> 'topic', a.says ->> 'basis',
            (a.says ->> 'madeOn')::date)
          is not distinct from (new.title, new.document_number, new.summary, new.topic, new.basis, new.made_on)) then
    return null;
  end if;
  raise exception 'no act says what version % of % does', new.version, new.id using errcode = 'check_violation';
end $$;
