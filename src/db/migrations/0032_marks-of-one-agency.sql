-- A 文号 is given once in the whole house, and its 机关代字 stays with who gave it: after an exchange of marks two agencies
-- could come to one number.
ALTER TABLE "document_numbers" ADD COLUMN "mark" text;
--> statement-breakpoint
alter table document_numbers disable trigger user;
--> statement-breakpoint
-- Numbers of before: the longest mark of their agency, now or formerly, that they begin with. What two agencies have given
-- already keeps none but in one of them: `verify --all` names it.
update document_numbers n set mark = coalesce((
  select m from (
    select a.profile->>'mark' as m from agencies a where a.id = n.agency_id
    union all select c.before->>'mark' from office_changes c
    where c.agency_id = n.agency_id and c.what = 'agency' and c.subject = n.agency_id) marks
  where m <> '' and starts_with(n.number, m) order by length(m) desc limit 1), split_part(n.number, '〔', 1))
where kind <> 'registration' and not exists (
  select from document_numbers o where o.number = n.number and o.kind <> 'registration' and o.agency_id < n.agency_id);
--> statement-breakpoint
alter table document_numbers enable trigger user;
--> statement-breakpoint
CREATE UNIQUE INDEX "document_numbers_of_one_agency" ON "document_numbers" USING btree ("number") WHERE "document_numbers"."mark" is not null;
