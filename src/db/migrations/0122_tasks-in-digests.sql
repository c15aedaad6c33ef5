-- Tasks of the year stand in the digest of the day, which is sent once by itself.
DROP TABLE "work_reminders" CASCADE;