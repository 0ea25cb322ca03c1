-- Refused attempts, counted by quarter of an hour, user and network. Rows are kept for 48 hours.
CREATE TABLE "refusal" (
    "id" BIGSERIAL NOT NULL,
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "user_id" UUID,
    "network" INET,
    "known" BOOLEAN NOT NULL,
    "refusals" INTEGER NOT NULL,
    "recorded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "refusal_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "refusal_kind" CHECK (kind IN ('sign_in', 'code', 'access'))
);

-- NULL is an unknown name and an unknown network: one row each, like any other value.
CREATE UNIQUE INDEX "refusal_key" ON "refusal"("quarter", "kind", "user_id", "network", "known") NULLS NOT DISTINCT;

-- Quarters that have no events in the record yet.
CREATE INDEX "refusal_unrecorded_idx" ON "refusal"("quarter") WHERE (NOT recorded);

-- A device key that several users share may be known to one who guesses: each user gets a key of their own.
DELETE FROM "known_device" WHERE "device_hash" IN (
    SELECT "device_hash" FROM "known_device" GROUP BY "device_hash" HAVING count(*) > 1
);
