ALTER TABLE "cases" ADD COLUMN "late" boolean;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "late_carefully" boolean;--> statement-breakpoint
-- Whether a reply was late is what the clock says of the facts: a count that had stopped in time is in time, whenever the reply
-- came. Where nothing ever stopped it, and nothing was recorded later than it happened, the days of the row say it, and it is
-- said here; of all other replies it stays open until the sweep `bringUpRows` replays them, at the next start.
update cases set late = settled_on > due_on, late_carefully = settled_on > due_on or settled_on > careful_due_on
where settled_on is not null and received_on is not null and due_on is not null and careful_due_on is not null
  and not jsonb_path_exists(context, '$.clockFacts[*] ? (exists(@.recordedOn) || !(@.type like_regex
    "^(submitted|confirmed|extended|letterMade|sent|received|mailSent|replySigned|replyServed|archived)$"))');
--> statement-breakpoint
DROP INDEX "cases_settled";--> statement-breakpoint
CREATE INDEX "cases_settled" ON "cases" USING btree ("agency_id","settled_on","late","late_carefully") WHERE settled_on is not null;--> statement-breakpoint
CREATE INDEX "cases_unjudged" ON "cases" USING btree ("agency_id","id") WHERE settled_on is not null and late is null;
