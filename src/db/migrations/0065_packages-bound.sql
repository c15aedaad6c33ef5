-- How many bytes of bundles a package holds: the form that is fetched later says what the form inside it says.
ALTER TABLE "transfer_packages" ADD COLUMN "bytes" bigint;--> statement-breakpoint
-- Packages that were made before the audit was told of them: it is told now what stands there, field by field as the service
-- tells it (`ledger/bound-rows.ts`), so that whoever changes one from here on is found, and none of them is accused.
select tell_audit(coalesce(jsonb_agg(jsonb_build_object(
  'agency_id', agency_id, 'id', gen_random_uuid(), 'at', now(), 'by', 'system', 'what', 'archive',
  'subject', concat_ws(' ', '移交包', number), 'succeeded', true,
  'detail', jsonb_build_object('before', null, 'after', (
    select jsonb_object_agg(field, encode(sha256(convert_to(case
      -- The canonical form has no blanks, and its instants are in UTC.
      when field = 'digests' then regexp_replace(value::text, '(?<="[:,]) ', '', 'g')
      when field = 'made_at' then to_jsonb((to_jsonb(made_at at time zone 'UTC') #>> '{}') || '+00:00')::text
      else value::text end, 'UTF8')), 'hex'))
    from jsonb_each(to_jsonb(p)) as f (field, value))))), '[]'))
from transfer_packages p where state = 'made';
