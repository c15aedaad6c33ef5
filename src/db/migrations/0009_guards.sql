-- What the log is proven with, and what names a file or a person, is added to and never changed.
create trigger log_nodes_no_truncate before truncate on log_nodes for each statement execute function refuse_change();
--> statement-breakpoint
create trigger files_append_only before update or delete on files for each row execute function refuse_change();
--> statement-breakpoint
create trigger files_no_truncate before truncate on files for each statement execute function refuse_change();
--> statement-breakpoint
create trigger seals_append_only before update or delete on seals for each row execute function refuse_change();
--> statement-breakpoint
create trigger seals_no_truncate before truncate on seals for each statement execute function refuse_change();
--> statement-breakpoint
-- Retention may erase an identity number; nobody may exchange it.
create trigger identities_unchangeable before update on identities for each row execute function refuse_change();
--> statement-breakpoint
create trigger identities_no_truncate before truncate on identities for each statement execute function refuse_change();
