ALTER TABLE "cases" ADD COLUMN "waits" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "waits_for" text;--> statement-breakpoint
-- What a case waits for follows from its facts. Where the step alone says it, it is said here; `?` marks what the sweep
-- `bringUpRows` replays at the next start.
update cases set
  waits = case
    when stage = 'receive' then case when status = 'awaitingConfirmation' then 'toConfirm' else 'toRegister' end
    when step in ('awaitingCorrection', 'awaitingPayment') then null
    when stage = 'register' then 'toAssign'
    when step = 'forReview' then 'toReview'
    when step = 'forSignature' then 'toSign'
    when step = 'signed' then 'toServe'
    when stage = 'archive' and not context ? 'remedies' then null
    when context ? 'erasedOn' then null
    else '?'
  end,
  waits_for = case
    when stage = 'receive' then case when status = 'awaitingConfirmation' then 'confirmed' else 'registered' end
    when step in ('awaitingCorrection', 'awaitingPayment') then null
    when stage = 'register' then 'assigned'
    when step = 'forReview' then 'replyReviewed'
    when step = 'forSignature' then 'replySigned'
    when step = 'signed' then 'replyServed'
  end;
--> statement-breakpoint
CREATE INDEX "cases_waits" ON "cases" USING btree ("agency_id","next_due_on","id","waits_for","unit_id","handler_id","waits") WHERE waits is not null;
