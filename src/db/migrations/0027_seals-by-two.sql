-- A seal is installed by one person and approved by another, and so it is revoked.
CREATE TABLE "agency_seal_decisions" (
	"agency_id" text NOT NULL,
	"version" integer NOT NULL,
	"request" integer NOT NULL,
	"approved" boolean NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "agency_seal_decisions_agency_id_version_request_pk" PRIMARY KEY("agency_id","version","request")
);
--> statement-breakpoint
ALTER TABLE "agency_seal_revocations" DROP CONSTRAINT "agency_seal_revocations_agency_id_version_pk";--> statement-breakpoint
ALTER TABLE "agency_seal_revocations" ADD COLUMN "request" integer NOT NULL DEFAULT 1;--> statement-breakpoint
ALTER TABLE "agency_seal_revocations" ALTER COLUMN "request" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "agency_seal_revocations" ADD CONSTRAINT "agency_seal_revocations_agency_id_version_request_pk" PRIMARY KEY("agency_id","version","request");--> statement-breakpoint
ALTER TABLE "agency_seals" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "agency_seals" ADD COLUMN "chain" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "agency_seals" ADD COLUMN "self_signed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Of those that are there, by their names: the rows are written anew, which is no update of any.
ALTER TABLE "agency_seals" ALTER COLUMN "self_signed" DROP DEFAULT, ALTER COLUMN "self_signed" TYPE boolean USING subject = issuer, ALTER COLUMN "self_signed" SET DEFAULT false;--> statement-breakpoint
ALTER TABLE "agency_seal_decisions" ADD CONSTRAINT "agency_seal_decisions_of_version" FOREIGN KEY ("agency_id","version") REFERENCES "public"."agency_seals"("agency_id","version") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
create trigger agency_seal_decisions_append_only before update or delete on agency_seal_decisions for each row execute function refuse_change();
--> statement-breakpoint
create trigger agency_seal_decisions_no_truncate before truncate on agency_seal_decisions for each statement execute function refuse_change();
--> statement-breakpoint
-- Four eyes: a false seal would sign in the agency's name.
create function seal_second_person() returns trigger language plpgsql as $$
begin
  if exists (select from agency_seals s where s.agency_id = new.agency_id and s.version = new.version
      and new.request = 0 and s."by" = new."by")
    or exists (select from agency_seal_revocations r where r.agency_id = new.agency_id and r.version = new.version
      and r.request = new.request and r."by" = new."by") then
    raise exception '% cannot decide on what they asked', new."by" using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger agency_seal_decisions_second_person before insert on agency_seal_decisions for each row execute function seal_second_person();
--> statement-breakpoint
-- What was in force, or revoked, before there was a second person stays so: letters carry these seals.
insert into agency_seal_decisions (agency_id, version, request, approved, "by", at, why)
select agency_id, version, 0, true, 'system', at, '实行双人办理以前已经安装' from agency_seals
union all
select agency_id, version, request, true, 'system', at, '实行双人办理以前已经撤销' from agency_seal_revocations;
