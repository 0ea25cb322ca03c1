-- Every ending says who made it, and may say why.
ALTER TABLE "user_session"
    ADD COLUMN "ended_by" UUID,
    ADD COLUMN "end_note" VARCHAR(200);

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_ended_by_fkey" FOREIGN KEY ("ended_by") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "user_session"
    ADD CONSTRAINT "user_session_open_was_ended_by_nobody" CHECK (logout_time IS NOT NULL OR (ended_by IS NULL AND end_note IS NULL));

-- Endings of the past: the record knows who made them. One pass over its `session.ended` events, newest last.
UPDATE user_session AS s SET ended_by = e.actor_id
FROM activity_event AS e
WHERE e.session_id = s.id AND e.type = 'session.ended' AND e.actor_id IS NOT NULL AND s.logout_time IS NOT NULL;

-- Hints for whoever looks on (lib/live): nobody's data, only that something changed, or the public id of the session that ended.
-- Sent when the transaction commits, whatever program it is of; one that is lost is made up for by asking again.
CREATE FUNCTION hint_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('konekte', '');
    RETURN NULL;
END
$$;

CREATE FUNCTION hint_ending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('konekte', NEW.id::text);
    RETURN NULL;
END
$$;

CREATE TRIGGER "user_session_opened_hint" AFTER INSERT ON "user_session"
    FOR EACH STATEMENT EXECUTE FUNCTION hint_change();

CREATE TRIGGER "user_session_ended_hint" AFTER UPDATE OF logout_time ON "user_session"
    FOR EACH ROW WHEN (OLD.logout_time IS DISTINCT FROM NEW.logout_time) EXECUTE FUNCTION hint_ending();

-- Who was away and comes back (lib/sessions/presence.ts); steady contact says nothing.
CREATE TRIGGER "user_session_returned_hint" AFTER UPDATE OF last_contact_at, last_activity_at ON "user_session"
    FOR EACH ROW WHEN (
        OLD.last_contact_at < NEW.last_contact_at - interval '75 s' OR OLD.last_activity_at < NEW.last_activity_at - interval '5 min'
    ) EXECUTE FUNCTION hint_change();
