-- What may be an application, but belongs to no case that anybody knows, waits for a registrar as well.
ALTER TABLE "mails" DROP CONSTRAINT "mails_case";--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_case" CHECK (("mails"."state" in ('filed', 'attached', 'returned')) <= ("mails"."case_id" is not null));