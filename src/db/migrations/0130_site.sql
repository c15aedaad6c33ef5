-- Whose site this is: entered by the first intake office, read by each process when it is told.
ALTER TABLE "agencies" ADD COLUMN "site" jsonb;--> statement-breakpoint
DROP TRIGGER agencies_told ON agencies;--> statement-breakpoint
CREATE TRIGGER agencies_told AFTER INSERT OR DELETE OR UPDATE OF name, taken_in_by, position, site ON agencies
  FOR EACH STATEMENT EXECUTE FUNCTION office_changed();
