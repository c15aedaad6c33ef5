CREATE TABLE "visits" (
	"key" text NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "visits_key_ends_at_pk" PRIMARY KEY("key","ends_at")
);
