CREATE TABLE "released_pair_counts" (
	"pair" text PRIMARY KEY NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
-- In how many items each pair of characters stands. A question in whole sentences is looked up by the pairs that few items have:
-- those that a third of the room holds find everything and say nothing. Counted with the change itself; `released_changes` lets
-- one transaction at a time change the room, so two never wait for each other here.
create function count_released_pairs() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into released_pair_counts as c (pair, n)
    select pair, count(*)::int from added, unnest(tsvector_to_array(added.pairs)) pair group by pair order by pair
    on conflict (pair) do update set n = c.n + excluded.n;
  else
    insert into released_pair_counts as c (pair, n)
    select pair, sum(d)::int from (
      select unnest(tsvector_to_array(pairs)) as pair, 1 as d from added
      union all select unnest(tsvector_to_array(pairs)), -1 from removed) moved
    group by pair having sum(d) <> 0 order by pair
    on conflict (pair) do update set n = c.n + excluded.n;
  end if;
  return null;
end $$;
--> statement-breakpoint
revoke execute on function count_released_pairs() from public;
--> statement-breakpoint
create trigger pairs_added after insert on released
  referencing new table as added for each statement execute function count_released_pairs();
--> statement-breakpoint
create trigger pairs_moved after update on released
  referencing old table as removed new table as added for each statement execute function count_released_pairs();
--> statement-breakpoint
insert into released_pair_counts (pair, n)
select pair, count(*)::int from released, unnest(tsvector_to_array(pairs)) pair group by pair;
