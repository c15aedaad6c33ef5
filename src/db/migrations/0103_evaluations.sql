-- 第三方评估: whoever evaluates from outside puts down points of their own, beside those of the office.
ALTER TABLE "spot_lines" DROP CONSTRAINT "spot_lines_says";--> statement-breakpoint
ALTER TABLE "spot_lines" ADD CONSTRAINT "spot_lines_says" CHECK ("spot_lines"."kind" in ('scored', 'evaluated', 'found', 'answered', 'settled', 'returned')
      and ("spot_lines"."kind" in ('scored', 'evaluated')) = ("spot_lines"."finding" is null)
      and ("spot_lines"."kind" in ('scored', 'evaluated')) = ("spot_lines"."scores" is not null)
      and ("spot_lines"."kind" in ('found', 'returned')) = ("spot_lines"."due_on" is not null));