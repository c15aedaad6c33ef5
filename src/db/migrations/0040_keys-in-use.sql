-- A key that is gone seals nothing more: a process that was forgotten when the key was changed is refused, before it writes
-- what nobody could open. The lock is shared by whoever seals; whoever marks a key as gone waits for them, and they for it.
create function sealed_by_key_in_use() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  sealed bytea;
  key text;
begin
  if tg_argv[0] = 'email' then
    sealed := new.email;
  elsif tg_argv[0] = 'secret' then
    sealed := new.secret;
  elsif tg_argv[0] = 'mobile' then
    sealed := new.mobile;
  else
    sealed := new.sealed;
  end if;
  if sealed is null or length(sealed) < 3 then
    return new;
  end if;
  key := encode(substring(sealed from 3 for get_byte(sealed, 1)), 'escape');
  perform pg_advisory_xact_lock_shared(20190517);
  if exists (select from secret_keys where id = key and gone_since is not null) then
    raise exception 'the key % is gone: start this process again with the keys of the others', key using errcode = 'object_not_in_prerequisite_state';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger words_key_in_use before insert or update of sealed on words for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
create trigger identities_key_in_use before insert or update of sealed on identities for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
create trigger identity_papers_key_in_use before insert or update of sealed on identity_papers for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
create trigger uploads_key_in_use before insert or update of sealed on uploads for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
create trigger letters_key_in_use before insert or update of sealed on letters for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
create trigger prepared_notices_key_in_use before insert or update of sealed on prepared_notices for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
create trigger answers_key_in_use before insert or update of sealed on answers for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
create trigger agency_seals_key_in_use before insert or update of sealed on agency_seals for each row execute function sealed_by_key_in_use('sealed');
--> statement-breakpoint
create trigger authenticators_key_in_use before insert or update of secret on authenticators for each row execute function sealed_by_key_in_use('secret');
--> statement-breakpoint
create trigger arrivals_key_in_use before insert or update of secret on arrivals for each row execute function sealed_by_key_in_use('secret');
--> statement-breakpoint
create trigger sms_consents_key_in_use before insert or update of mobile on sms_consents for each row execute function sealed_by_key_in_use('mobile');
--> statement-breakpoint
create trigger accounts_key_in_use before insert or update of email on accounts for each row execute function sealed_by_key_in_use('email');
--> statement-breakpoint
-- Which of these keys rows still name, in every table, past the wall between agencies; it tells nothing else of them.
create function keys_named(ids text[]) returns setof text language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select k.id
  from (select id, set_byte('\x00'::bytea, 0, length(id)) || convert_to(id, 'latin1') as head from unnest(ids) id) k
  where exists (select from words where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from identities where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from identity_papers where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from uploads where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from letters where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from prepared_notices where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from answers where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from agency_seals where substring(sealed from 2 for length(k.head)) = k.head)
    or exists (select from authenticators where substring(secret from 2 for length(k.head)) = k.head)
    or exists (select from arrivals where substring(secret from 2 for length(k.head)) = k.head)
    or exists (select from sms_consents where substring(mobile from 2 for length(k.head)) = k.head)
    or exists (select from accounts where substring(email from 2 for length(k.head)) = k.head)
    or exists (select from cases where keys = k.id or substring(email from 2 for length(k.head)) = k.head
      or substring(code from 2 for length(k.head)) = k.head)
    or exists (select from consultation_accesses where keys = k.id
      or substring(code from 2 for length(k.head)) = k.head)
$$;
