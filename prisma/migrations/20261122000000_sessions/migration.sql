-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ADMIN', 'DIRECTEUR', 'SECRETAIRE', 'ARCHIVES');

-- CreateEnum
CREATE TYPE "EndReason" AS ENUM ('SIGNED_OUT', 'REVOKED', 'IDLE_TIMEOUT', 'MAX_AGE', 'LOST_CONTACT', 'REPLACED', 'PASSWORD_CHANGED', 'ROLE_CHANGED', 'ACCOUNT_DISABLED');

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "username" VARCHAR(64) NOT NULL,
    "username_key" VARCHAR(64) NOT NULL,
    -- Names sort as French does: Élan before Eve.
    "name" VARCHAR(120) COLLATE "fr-x-icu" NOT NULL,
    "email" VARCHAR(254),
    "role" "Role" NOT NULL,
    "password_hash" VARCHAR(255) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "session_key" VARCHAR(64) NOT NULL,
    "ip_address" INET,
    "user_agent" VARCHAR(512),
    "login_time" TIMESTAMPTZ(3) NOT NULL,
    "logout_time" TIMESTAMPTZ(3),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "last_contact_at" TIMESTAMPTZ(3) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL,
    "end_reason" "EndReason",

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" VARCHAR(64) NOT NULL,
    "actor_id" UUID,
    "subject_id" UUID,
    "session_id" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "activity_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "key" VARCHAR(64) NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_username_key_key" ON "app_user"("username_key");

-- CreateIndex
CREATE INDEX "app_user_name_id_idx" ON "app_user"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "user_session_session_key_key" ON "user_session"("session_key");

-- CreateIndex
CREATE INDEX "user_session_user_id_login_time_id_idx" ON "user_session"("user_id", "login_time" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "user_session_open_idx" ON "user_session"("login_time" DESC, "id" DESC) WHERE (logout_time IS NULL);

-- CreateIndex
CREATE INDEX "user_session_open_by_user_idx" ON "user_session"("user_id") WHERE (logout_time IS NULL);

-- CreateIndex
CREATE INDEX "user_session_ended_idx" ON "user_session"("logout_time" DESC, "id" DESC) WHERE (logout_time IS NOT NULL);

-- CreateIndex
CREATE INDEX "activity_event_subject_id_id_idx" ON "activity_event"("subject_id", "id" DESC);

-- CreateIndex
CREATE INDEX "activity_event_session_id_id_idx" ON "activity_event"("session_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sign_in_failure_last_at_idx" ON "sign_in_failure"("last_at");

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema can't say: the rules that hold whatever program writes.

ALTER TABLE "user_session"
    ADD CONSTRAINT "user_session_ends_after_login" CHECK (logout_time >= login_time),
    ADD CONSTRAINT "user_session_active_is_open" CHECK (is_active = (logout_time IS NULL)),
    ADD CONSTRAINT "user_session_ended_has_reason" CHECK ((logout_time IS NULL) = (end_reason IS NULL)),
    ADD CONSTRAINT "user_session_contact_after_login" CHECK (last_contact_at >= login_time),
    ADD CONSTRAINT "user_session_activity_after_login" CHECK (last_activity_at >= login_time);

-- Contact is written often and stands in no index: room on each page keeps those updates HOT.
ALTER TABLE "user_session" SET (fillfactor = 80);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: history is kept', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "activity_event_is_append_only" BEFORE UPDATE OR DELETE ON "activity_event"
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "activity_event_is_never_emptied" BEFORE TRUNCATE ON "activity_event"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A person who leaves is disabled: history outlives people.
CREATE TRIGGER "app_user_is_never_deleted" BEFORE DELETE ON "app_user"
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "app_user_is_never_emptied" BEFORE TRUNCATE ON "app_user"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "user_session_is_never_deleted" BEFORE DELETE ON "user_session"
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "user_session_is_never_emptied" BEFORE TRUNCATE ON "user_session"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
