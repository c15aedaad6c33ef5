-- How many items are public, by agency, topic and year: what stands beside each choice of the reading room, which otherwise
-- counts every item for each visitor. Kept by the database itself, in the transaction that publishes, changes or withdraws.
CREATE TABLE "released_counts" (
	"agency_id" text NOT NULL,
	"topic" text NOT NULL,
	"year" integer NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "released_counts_agency_id_topic_year_pk" PRIMARY KEY("agency_id","topic","year")
);
--> statement-breakpoint
create function count_released() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  -- What moves from one count to another locks both in one order: two that move across each other wait, and neither is refused.
  if tg_op = 'UPDATE' then
    perform from released_counts
    where (agency_id, topic, year) in (
      (old.agency_id, old.topic, extract(year from old.released_on)::int),
      (new.agency_id, new.topic, extract(year from new.released_on)::int))
    order by agency_id, topic, year for update;
  end if;
  if tg_op <> 'INSERT' and old.withdrawn_on is null then
    update released_counts set n = n - 1
    where (agency_id, topic, year) = (old.agency_id, old.topic, extract(year from old.released_on)::int);
  end if;
  if tg_op <> 'DELETE' and new.withdrawn_on is null then
    insert into released_counts as c (agency_id, topic, year, n)
    values (new.agency_id, new.topic, extract(year from new.released_on)::int, 1)
    on conflict (agency_id, topic, year) do update set n = c.n + 1;
  end if;
  return null;
end $$;
--> statement-breakpoint
revoke execute on function count_released() from public;
--> statement-breakpoint
create trigger counted after insert or delete or update of agency_id, topic, released_on, withdrawn_on on released
  for each row execute function count_released();
--> statement-breakpoint
insert into released_counts (agency_id, topic, year, n)
select agency_id, topic, extract(year from released_on)::int, count(*)::int from released
where withdrawn_on is null group by 1, 2, 3;
