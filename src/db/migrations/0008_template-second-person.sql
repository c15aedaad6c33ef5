-- 0006 said new.by, which PL/pgSQL reads as the keyword of its loops: no version could be approved. The same rule, quoted.
create or replace function template_second_person() returns trigger language plpgsql as $$
begin
  if new.act = 'approved' then
    if not exists (select from template_acts a where a.agency_id = new.agency_id and a.template = new.template
        and a.version = new.version and a.act = 'submitted') then
      raise exception 'version % of % was not submitted', new.version, new.template using errcode = 'check_violation';
    end if;
    if exists (select from template_versions v where v.agency_id = new.agency_id and v.template = new.template
        and v.version = new.version and v."by" = new."by")
      or exists (select from template_acts a where a.agency_id = new.agency_id and a.template = new.template
        and a.version = new.version and a.act = 'submitted' and a."by" = new."by") then
      raise exception '% cannot approve what they wrote or submitted', new."by" using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
