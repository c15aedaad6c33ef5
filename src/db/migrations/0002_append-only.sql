-- The ledger is evidence. Even we may only add to it.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger ledger_append_only before update or delete on ledger for each row execute function refuse_change();
--> statement-breakpoint
create trigger ledger_no_truncate before truncate on ledger for each statement execute function refuse_change();
--> statement-breakpoint
create trigger log_append_only before update or delete on log for each row execute function refuse_change();
--> statement-breakpoint
create trigger log_no_truncate before truncate on log for each statement execute function refuse_change();
--> statement-breakpoint
create trigger log_nodes_append_only before update or delete on log_nodes for each row execute function refuse_change();
--> statement-breakpoint
create trigger checkpoints_append_only before update or delete on checkpoints for each row execute function refuse_change();
--> statement-breakpoint
create trigger checkpoints_no_truncate before truncate on checkpoints for each statement execute function refuse_change();
--> statement-breakpoint
-- What was said may be erased by retention, never changed.
create trigger words_unchangeable before update on words for each row execute function refuse_change();
--> statement-breakpoint
create trigger words_no_truncate before truncate on words for each statement execute function refuse_change();
--> statement-breakpoint
-- An issued letter and the template it was made from stay as they were.
create trigger letters_append_only before update or delete on letters for each row execute function refuse_change();
--> statement-breakpoint
create trigger letters_no_truncate before truncate on letters for each statement execute function refuse_change();
--> statement-breakpoint
create trigger templates_append_only before update or delete on templates for each row execute function refuse_change();
--> statement-breakpoint
create trigger templates_no_truncate before truncate on templates for each statement execute function refuse_change();
