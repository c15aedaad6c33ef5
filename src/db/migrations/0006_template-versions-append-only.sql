-- A version is what was approved: not one word of it changes, and what was decided about it stays.
create trigger template_versions_append_only before update or delete on template_versions for each row execute function refuse_change();
--> statement-breakpoint
create trigger template_versions_no_truncate before truncate on template_versions for each statement execute function refuse_change();
--> statement-breakpoint
create trigger template_acts_append_only before update or delete on template_acts for each row execute function refuse_change();
--> statement-breakpoint
create trigger template_acts_no_truncate before truncate on template_acts for each statement execute function refuse_change();
--> statement-breakpoint
-- Four eyes: the words that an agency sends were read by someone who neither wrote nor submitted them.
create function template_second_person() returns trigger language plpgsql as $$
begin
  if new.act = 'approved' then
    if not exists (select from template_acts a where a.agency_id = new.agency_id and a.template = new.template
        and a.version = new.version and a.act = 'submitted') then
      raise exception 'version % of % was not submitted', new.version, new.template using errcode = 'check_violation';
    end if;
    if exists (select from template_versions v where v.agency_id = new.agency_id and v.template = new.template
        and v.version = new.version and v.by = new.by)
      or exists (select from template_acts a where a.agency_id = new.agency_id and a.template = new.template
        and a.version = new.version and a.act = 'submitted' and a.by = new.by) then
      raise exception '% cannot approve what they wrote or submitted', new.by using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger template_acts_second_person before insert on template_acts for each row execute function template_second_person();
