CREATE INDEX "audit_lines_acknowledging" ON "audit_lines" USING btree ("id") WHERE "audit_lines"."what" = 'auditFault';
