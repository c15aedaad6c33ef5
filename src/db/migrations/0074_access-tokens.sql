CREATE TABLE "access_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"purpose" text NOT NULL,
	"per_minute" integer NOT NULL,
	"token_hash" text NOT NULL,
	"until" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"approved" boolean,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"why" text,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "access_tokens_name" UNIQUE("name"),
	CONSTRAINT "access_tokens_hash" UNIQUE("token_hash"),
	CONSTRAINT "access_tokens_decided" CHECK (num_nulls("access_tokens"."approved", "access_tokens"."decided_by", "access_tokens"."decided_at") in (0, 3)),
	CONSTRAINT "access_tokens_second_person" CHECK ("access_tokens"."decided_by" is null or "access_tokens"."decided_by" <> "access_tokens"."by"),
	CONSTRAINT "access_tokens_revoked" CHECK (num_nulls("access_tokens"."revoked_at", "access_tokens"."revoked_by") in (0, 2)),
	CONSTRAINT "access_tokens_a_year" CHECK ("access_tokens"."until" <= ("access_tokens"."at" at time zone 'Asia/Shanghai' + interval '1 year')::date),
	CONSTRAINT "access_tokens_some_scope" CHECK (cardinality("access_tokens"."scopes") > 0)
);
--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_tokens_agency_id_index" ON "access_tokens" USING btree ("agency_id");--> statement-breakpoint
-- What a token is, and what was decided of it, stays: another use wants another token. Its name is never given twice.
create function keep_access_token() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'UPDATE'
    or (new.id, new.agency_id, new.name, new.scopes, new.purpose, new.per_minute, new.token_hash, new.until, new."by", new.at)
      is distinct from
      (old.id, old.agency_id, old.name, old.scopes, old.purpose, old.per_minute, old.token_hash, old.until, old."by", old.at)
    or old.decided_by is not null
      and (new.approved, new.decided_by, new.decided_at, new.why) is distinct from (old.approved, old.decided_by, old.decided_at, old.why)
    or old.revoked_at is not null and (new.revoked_at, new.revoked_by) is distinct from (old.revoked_at, old.revoked_by) then
    raise exception '% of an access token: only its decision, use and revocation are written, each once', tg_op using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger access_tokens_kept before update or delete on access_tokens for each row execute function keep_access_token();--> statement-breakpoint
create trigger access_tokens_no_truncate before truncate on access_tokens for each statement execute function refuse_change();
