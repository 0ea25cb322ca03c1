-- People are added without a password: its owner chooses one with an activation code.
ALTER TABLE "app_user"
    ALTER COLUMN "password_hash" DROP NOT NULL,
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

-- Who may still let the others in: asked before an administrator is disabled, demoted or made to choose a new password.
CREATE INDEX "app_user_administrator_idx" ON "app_user"("id")
    WHERE (role = 'ADMIN' AND disabled_at IS NULL AND password_hash IS NOT NULL);

-- CreateTable
CREATE TABLE "activation_code" (
    "user_id" UUID NOT NULL,
    "code_hash" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "activation_code_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "activation_code_code_hash_key" ON "activation_code"("code_hash");

-- AddForeignKey
ALTER TABLE "activation_code" ADD CONSTRAINT "activation_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "known_device" (
    "user_id" UUID NOT NULL,
    "device_hash" VARCHAR(64) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_device_pkey" PRIMARY KEY ("user_id","device_hash")
);

-- CreateIndex
CREATE INDEX "known_device_user_id_last_used_at_idx" ON "known_device"("user_id", "last_used_at" DESC);

-- AddForeignKey
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The list of people: each order that it can have, and what it can be narrowed to. Who never connected counts as the longest ago.
CREATE INDEX "app_user_seen_idx" ON "app_user"((COALESCE("last_login_at", 'epoch'::timestamptz)), "id");
CREATE INDEX "app_user_created_at_id_idx" ON "app_user"("created_at", "id");
CREATE INDEX "app_user_active_idx" ON "app_user"("role") WHERE (disabled_at IS NULL AND password_hash IS NOT NULL);
CREATE INDEX "app_user_pending_idx" ON "app_user"("role") WHERE (disabled_at IS NULL AND password_hash IS NULL);
CREATE INDEX "app_user_disabled_idx" ON "app_user"("role") WHERE (disabled_at IS NOT NULL);
CREATE INDEX "app_user_never_created_idx" ON "app_user"("created_at") WHERE (last_login_at IS NULL);

-- Who adds many people counts them at the end of the transaction (lib/users/add-users.ts).
CREATE OR REPLACE FUNCTION count_new_users() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('konekte.count_new_users', true) = 'later' THEN RETURN NULL; END IF;
    INSERT INTO user_count AS c (role, users, never)
    SELECT role, count(*), count(*) FILTER (WHERE last_login_at IS NULL) FROM added GROUP BY role ORDER BY role -- one order: no deadlock
    ON CONFLICT (role) DO UPDATE SET users = c.users + EXCLUDED.users, never = c.never + EXCLUDED.never;
    RETURN NULL;
END
$$;
