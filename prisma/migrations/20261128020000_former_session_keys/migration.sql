-- Keys that sessions had before their present one. They open nothing, and only end their session.
CREATE TABLE "former_session_key" (
    "key_hash" VARCHAR(64) NOT NULL,
    "session_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "former_session_key_pkey" PRIMARY KEY ("key_hash")
);

CREATE INDEX "former_session_key_changed_at_idx" ON "former_session_key"("changed_at");

-- The new table is empty, so nothing is read under the lock.
ALTER TABLE "former_session_key" ADD CONSTRAINT "former_session_key_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "user_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
