ALTER TABLE "unsequenced" ADD COLUMN "since" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
-- The log goes on by its next places, with facts of the ledger that wait for it, in the order of their places in the queue
-- that is asked for; with all subtrees that they complete, and with a signature over the size that they come to. Nothing else
-- takes a fact out of the queue.
create function sequence_log(ids bigint[], nodes jsonb, head jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  before bigint;
  size bigint;
  put bigint;
begin
  perform pg_advisory_xact_lock(6962);
  before := coalesce((select l.index from log l order by l.index desc limit 1) + 1, 0);
  -- Step by step through the indexes: a join might read all of the queue and all of the ledger.
  insert into log (index, agency_id, case_id, position, hash)
  select before + i.n - 1, u.agency_id, u.case_id, u.position, u.hash
  from unnest(ids) with ordinality as i (id, n)
  cross join lateral (select * from unsequenced where id = i.id limit 1) u
  cross join lateral (
    select from ledger l where (l.agency_id, l.case_id, l.position) = (u.agency_id, u.case_id, u.position) and l.hash = u.hash limit 1) l;
  get diagnostics put = row_count;
  if put = 0 or put is distinct from cardinality(ids) then
    raise exception 'the log takes up facts of the ledger that wait for it' using errcode = 'check_violation';
  end if;
  delete from unsequenced where id = any(ids);
  size := before + put;
  insert into log_nodes (level, index, hash)
  select n.level, n.index, n.hash from jsonb_to_recordset(nodes) as n (level int, index bigint, hash text)
  where n.level between 0 and 40 and (n.index + 1) << n.level > before and (n.index + 1) << n.level <= size;
  get diagnostics put = row_count;
  -- A tree of n leaves has 2n - popcount(n) complete subtrees; no two of those above are the same.
  if put <> 2 * (size - before) - bit_count(size::bit(64)) + bit_count(before::bit(64)) then
    raise exception 'the log goes on with the subtrees that its next facts complete' using errcode = 'check_violation';
  end if;
  insert into checkpoints (size, root, note, at) values (size, head ->> 'root', head ->> 'note', (head ->> 'at')::timestamptz);
end $$;
--> statement-breakpoint
-- What is in the log already leaves the queue.
create function leave_queue(ids bigint[]) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp
as $$
  delete from unsequenced u using log l
  where u.id = any(ids) and (l.agency_id, l.case_id, l.position) = (u.agency_id, u.case_id, u.position)
$$;
