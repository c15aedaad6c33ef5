-- How often the reading room has changed. What a search counts of a common word is kept by the service under this number and
-- asked again when it has moved. Raised before the change itself: who changes two items never holds the counts of one while
-- waiting for the number that another change holds.
CREATE TABLE "released_version" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "released_version_only" CHECK ("released_version"."only")
);
--> statement-breakpoint
create function released_changes() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into released_version as v (n) values (1) on conflict ("only") do update set n = v.n + 1;
  return null;
end $$;
--> statement-breakpoint
revoke execute on function released_changes() from public;
--> statement-breakpoint
create trigger changes before insert or update or delete or truncate on released
  for each statement execute function released_changes();
