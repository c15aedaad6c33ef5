DROP INDEX "cases_search";--> statement-breakpoint
DROP INDEX "cases_desk";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "pairs" integer[];--> statement-breakpoint
-- What src/ground/fold.ts and src/ledger/search.ts make of the words of a case, for those that are there. The line breaks of
-- a text stay, which a new case has no more: what is sought across one is found in new cases alone.
UPDATE cases SET search = btrim(regexp_replace(regexp_replace(regexp_replace(
  lower(normalize(translate(search, '〔[【［{〕]】］}‐‑‒–—―－', '((((()))))-------'), NFKC)),
  '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g'),
  '[ \t\r\f\v\u00a0\u3000]+', ' ', 'g'),
  ' (?=[\u3000-\u30ff\u3105-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\n]|$)|(?<=[\u3000-\u30ff\u3105-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\n]) ', '', 'g'));--> statement-breakpoint
UPDATE cases SET pairs = array(
  SELECT DISTINCT (ascii(c) & 65535) << 16 | (ascii(next) & 65535)
  FROM (SELECT c, lead(c) OVER (ORDER BY n) AS next FROM string_to_table(search, NULL) WITH ORDINALITY AS t (c, n)) two
  WHERE c NOT IN (' ', E'\n') AND next NOT IN (' ', E'\n'));--> statement-breakpoint
ALTER TABLE "cases" ALTER COLUMN "pairs" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_open_submitted" ON "cases" USING btree ("agency_id","submitted_on","id") WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_stage_submitted" ON "cases" USING btree ("agency_id","stage","submitted_on","id");--> statement-breakpoint
CREATE INDEX "cases_outcome" ON "cases" USING btree ("agency_id","outcome","next_due_on","id") WHERE outcome is not null;--> statement-breakpoint
CREATE INDEX "cases_unconfirmed" ON "cases" USING btree ("agency_id","id") WHERE status = 'awaitingConfirmation';--> statement-breakpoint
CREATE INDEX "cases_settled" ON "cases" USING btree ("agency_id","settled_on","due_on","careful_due_on") WHERE settled_on is not null;--> statement-breakpoint
CREATE INDEX "cases_pairs_open" ON "cases" USING gin ("pairs") WHERE stage <> 'archive';--> statement-breakpoint
CREATE INDEX "cases_pairs_archived" ON "cases" USING gin ("pairs") WHERE stage = 'archive';--> statement-breakpoint
CREATE INDEX "cases_desk" ON "cases" USING btree ("agency_id","next_due_on","id","stage","status","provisional","unit_id","handler_id") WHERE stage <> 'archive';