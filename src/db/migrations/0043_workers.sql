CREATE TABLE "workers" (
	"pool" text PRIMARY KEY NOT NULL,
	"beat" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL
);
