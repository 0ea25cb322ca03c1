-- The table of all users must be searched, filtered and sorted without reading everybody or anybody's history. What it sorts by stands
-- with the person; triggers keep it, whatever program writes.

-- Trusted since PostgreSQL 13: the owner of the database may create it. Substrings through an index.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- AlterTable
ALTER TABLE "app_user"
    ADD COLUMN "last_login_at" TIMESTAMPTZ(3),
    ADD COLUMN "last_address" INET,
    ADD COLUMN "last_logout_at" TIMESTAMPTZ(3),
    ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "user_count" (
    "role" "Role" NOT NULL,
    "users" INTEGER NOT NULL,
    "never" INTEGER NOT NULL,

    CONSTRAINT "user_count_pkey" PRIMARY KEY ("role")
);

-- CreateTable
CREATE TABLE "refused_sign_in" (
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "refusals" INTEGER NOT NULL,

    CONSTRAINT "refused_sign_in_pkey" PRIMARY KEY ("quarter")
);

-- Accents, case and ligatures count for nothing: "Élan" and "elan" are one. ICU, so that every server folds alike.
CREATE FUNCTION search_form(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(replace(replace(
    lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]+', '', 'g') COLLATE "und-x-icu"),
    'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss');

-- The blanks let a pattern say "a word begins here", and so that one also begins after a hyphen or a dot, names stand a second time
-- without those.
CREATE FUNCTION keep_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    names text := search_form(NEW.name) || ' ' || search_form(NEW.username);
BEGIN
    NEW.search_text := ' ' || names || COALESCE(' ' || host(NEW.last_address), '') || ' ' || translate(names, '-._''’', '     ');
    RETURN NEW;
END
$$;

CREATE TRIGGER "app_user_search_text" BEFORE INSERT OR UPDATE OF name, username, last_address ON "app_user"
    FOR EACH ROW EXECUTE FUNCTION keep_search_text();

-- What people's sessions say of them: the newest open session decides the address, with none open the newest; the last login is always
-- the newest; no logout while a session is open.
CREATE FUNCTION write_last_session(user_ids uuid[]) RETURNS void LANGUAGE sql AS $$
    UPDATE app_user AS u
    SET last_login_at = newest.login_time,
        last_address = CASE WHEN newest_open.id IS NULL THEN newest.ip_address ELSE newest_open.ip_address END,
        last_logout_at = CASE WHEN newest_open.id IS NULL THEN newest.logout_time END
    FROM unnest(user_ids) AS person (id)
    CROSS JOIN LATERAL (
        SELECT login_time, logout_time, ip_address FROM user_session
        WHERE user_id = person.id ORDER BY login_time DESC, id DESC LIMIT 1
    ) AS newest
    LEFT JOIN LATERAL (
        SELECT id, ip_address FROM user_session
        WHERE user_id = person.id AND logout_time IS NULL ORDER BY login_time DESC, id DESC LIMIT 1
    ) AS newest_open ON true
    WHERE u.id = person.id
$$;

-- The person is locked first: of two sessions that change at once, the second to come sees the first.
CREATE FUNCTION keep_last_session_opened() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    user_ids uuid[] := ARRAY(SELECT DISTINCT user_id FROM opened);
BEGIN
    PERFORM FROM app_user WHERE id = ANY(user_ids) ORDER BY id FOR NO KEY UPDATE;
    PERFORM write_last_session(user_ids);
    RETURN NULL;
END
$$;

CREATE TRIGGER "user_session_opened" AFTER INSERT ON "user_session" REFERENCING NEW TABLE AS opened
    FOR EACH STATEMENT EXECUTE FUNCTION keep_last_session_opened();

CREATE FUNCTION keep_last_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM app_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
    PERFORM write_last_session(ARRAY[NEW.user_id]);
    RETURN NULL;
END
$$;

CREATE TRIGGER "user_session_ended" AFTER UPDATE OF logout_time ON "user_session"
    FOR EACH ROW WHEN (OLD.logout_time IS DISTINCT FROM NEW.logout_time)
    EXECUTE FUNCTION keep_last_session_ended();

-- Contact brings new addresses, and waits for nobody: a person who is just signing in or out is left to that.
CREATE FUNCTION keep_last_session_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM app_user WHERE id = NEW.user_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN PERFORM write_last_session(ARRAY[NEW.user_id]); END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "user_session_moved" AFTER UPDATE OF ip_address ON "user_session"
    FOR EACH ROW WHEN (OLD.ip_address IS DISTINCT FROM NEW.ip_address AND OLD.logout_time IS NOT DISTINCT FROM NEW.logout_time)
    EXECUTE FUNCTION keep_last_session_moved();

-- How many people there are, and how many of them never connected, by role: counting them would read them all.
CREATE FUNCTION count_new_users() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO user_count AS c (role, users, never)
    SELECT role, count(*), count(*) FILTER (WHERE last_login_at IS NULL) FROM added GROUP BY role ORDER BY role -- one order: no deadlock
    ON CONFLICT (role) DO UPDATE SET users = c.users + EXCLUDED.users, never = c.never + EXCLUDED.never;
    RETURN NULL;
END
$$;

CREATE TRIGGER "app_user_counted" AFTER INSERT ON "app_user" REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_new_users();

CREATE FUNCTION count_changed_users() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO user_count AS c (role, users, never)
    SELECT role, sum(users), sum(never) FROM (
        SELECT role, -1, -(last_login_at IS NULL)::int FROM before
        UNION ALL SELECT role, 1, (last_login_at IS NULL)::int FROM after
    ) AS change (role, users, never)
    GROUP BY role HAVING sum(users) <> 0 OR sum(never) <> 0 ORDER BY role
    ON CONFLICT (role) DO UPDATE SET users = c.users + EXCLUDED.users, never = c.never + EXCLUDED.never;
    RETURN NULL;
END
$$;

CREATE TRIGGER "app_user_recounted" AFTER UPDATE ON "app_user" REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_changed_users();

-- People who are there already.
SELECT write_last_session(ARRAY(SELECT id FROM app_user));

UPDATE app_user SET name = name; -- the trigger writes the search text of those who never connected, too

TRUNCATE user_count; -- the update above has counted those who connected
INSERT INTO user_count (role, users, never)
SELECT role, count(*), count(*) FILTER (WHERE last_login_at IS NULL) FROM app_user GROUP BY role;

-- CreateIndex
CREATE INDEX "app_user_role_name_id_idx" ON "app_user"("role", "name", "id");

-- CreateIndex
CREATE INDEX "app_user_search_text_idx" ON "app_user" USING GIN ("search_text" gin_trgm_ops) WITH (gin_pending_list_limit = 512);

-- CreateIndex
CREATE INDEX "user_session_login_time_id_idx" ON "user_session"("login_time" DESC, "id" DESC);

-- Each order of the table for people who connected, in all and within a role; who never did follows by name. Partial, so that no page
-- reads past people whom its filter leaves out.
CREATE INDEX "app_user_ever_name_idx" ON "app_user"("name", "id") WHERE (last_login_at IS NOT NULL);
CREATE INDEX "app_user_ever_login_idx" ON "app_user"("last_login_at", "id") WHERE (last_login_at IS NOT NULL);
CREATE INDEX "app_user_ever_address_idx" ON "app_user"("last_address", "id") WHERE (last_login_at IS NOT NULL);
CREATE INDEX "app_user_ever_logout_idx" ON "app_user"("last_logout_at", "id") WHERE (last_login_at IS NOT NULL);
CREATE INDEX "app_user_ever_role_name_idx" ON "app_user"("role", "name", "id") WHERE (last_login_at IS NOT NULL);
CREATE INDEX "app_user_ever_role_login_idx" ON "app_user"("role", "last_login_at", "id") WHERE (last_login_at IS NOT NULL);
CREATE INDEX "app_user_ever_role_address_idx" ON "app_user"("role", "last_address", "id") WHERE (last_login_at IS NOT NULL);
CREATE INDEX "app_user_ever_role_logout_idx" ON "app_user"("role", "last_logout_at", "id") WHERE (last_login_at IS NOT NULL);
CREATE INDEX "app_user_never_name_idx" ON "app_user"("name", "id") WHERE (last_login_at IS NULL);
CREATE INDEX "app_user_never_role_name_idx" ON "app_user"("role", "name", "id") WHERE (last_login_at IS NULL);
