CREATE TABLE "cosigned" (
	"origin" text NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "cosigned_origin_size_pk" PRIMARY KEY("origin","size")
);
--> statement-breakpoint
CREATE TABLE "witness_alarms" (
	"person_id" uuid NOT NULL,
	"on" date NOT NULL,
	CONSTRAINT "witness_alarms_person_id_on_pk" PRIMARY KEY("person_id","on")
);
--> statement-breakpoint
CREATE TABLE "witness_troubles" (
	"witness" text PRIMARY KEY NOT NULL,
	"what" text NOT NULL,
	"contradicts" boolean NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"tried_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "witnessed" (
	"witness" text NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"proof" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "witnessed_witness_size_pk" PRIMARY KEY("witness","size")
);
--> statement-breakpoint
create trigger witnessed_append_only before update or delete on witnessed for each row execute function refuse_change();
--> statement-breakpoint
create trigger witnessed_no_truncate before truncate on witnessed for each statement execute function refuse_change();
--> statement-breakpoint
create trigger cosigned_append_only before update or delete on cosigned for each row execute function refuse_change();
--> statement-breakpoint
create trigger cosigned_no_truncate before truncate on cosigned for each statement execute function refuse_change();
