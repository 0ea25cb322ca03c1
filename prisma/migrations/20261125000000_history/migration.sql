-- The whole history: where a session began, what it can be found by, and that its address and agent go when they are old.
ALTER TABLE "user_session"
    ADD COLUMN "first_ip_address" INET,
    ADD COLUMN "anonymised_at" TIMESTAMPTZ(3);

-- Whatever program opens a session: its first address is the one that it is opened with.
CREATE FUNCTION keep_first_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.first_ip_address := COALESCE(NEW.first_ip_address, NEW.ip_address);
    RETURN NEW;
END
$$;

CREATE TRIGGER "user_session_first_address" BEFORE INSERT ON "user_session"
    FOR EACH ROW EXECUTE FUNCTION keep_first_address();

-- Nothing comes back once it has been anonymised, and only what has ended is.
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_anonymised_is_empty" CHECK (
    anonymised_at IS NULL
    OR (logout_time IS NOT NULL AND ip_address IS NULL AND first_ip_address IS NULL AND user_agent IS NULL)
);

-- Seconds; of what is open more than of anything that has ended.
CREATE FUNCTION lasted(login_at timestamptz, logout_at timestamptz) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(date_part('epoch', logout_at - login_at), 1e12 - date_part('epoch', login_at - '1970-01-01 00:00:00+00'::timestamptz));

-- What an agent calls itself, in the few words that a history is filtered by. Most browsers claim to be others too: the most
-- particular name counts.
CREATE FUNCTION browser_of(agent text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN agent IS NULL THEN NULL
    WHEN agent ~ '(Edg|EdgA|EdgiOS|Edge)/' THEN 'edge'
    WHEN agent ~ '(OPR|Opera|OPT|OPiOS)/' OR agent LIKE 'Opera%' THEN 'opera'
    WHEN agent LIKE '%SamsungBrowser/%' THEN 'samsung'
    WHEN agent ~ '(Firefox|FxiOS)/' THEN 'firefox'
    WHEN agent ~ '(Chrome|CriOS|Chromium)/' THEN 'chrome'
    WHEN agent LIKE '%Safari/%' AND agent LIKE '%Version/%' THEN 'safari'
    ELSE 'other'
END;

CREATE FUNCTION system_of(agent text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN agent IS NULL THEN NULL
    WHEN agent LIKE '%Windows%' THEN 'windows'
    WHEN agent LIKE '%Android%' THEN 'android'
    WHEN agent ~ '(iPhone|iPad|iPod)' THEN 'ios'
    WHEN agent ~ '(Macintosh|Mac OS X)' THEN 'macos'
    WHEN agent LIKE '%CrOS%' THEN 'chromeos'
    WHEN agent LIKE '%Linux%' THEN 'linux'
    ELSE 'other'
END;

-- What the history is sorted by, open sessions as what ends last and lasts longest: the longest of them is the one that began first.
CREATE INDEX "user_session_logout_idx" ON "user_session"((COALESCE("logout_time", 'infinity'::timestamptz)), "login_time", "id");
CREATE INDEX "user_session_lasted_idx" ON "user_session"((lasted("login_time", "logout_time")), "id");

-- What it is narrowed to; newest first where many match.
CREATE INDEX "user_session_reason_idx" ON "user_session"("end_reason", "login_time" DESC, "id" DESC) WHERE (end_reason IS NOT NULL);
CREATE INDEX "user_session_browser_idx" ON "user_session"((browser_of("user_agent")), "login_time" DESC, "id" DESC);
CREATE INDEX "user_session_system_idx" ON "user_session"((system_of("user_agent")), "login_time" DESC, "id" DESC);
CREATE INDEX "user_session_address_idx" ON "user_session"("ip_address", "login_time" DESC);
CREATE INDEX "user_session_first_address_idx" ON "user_session"("first_ip_address")
    WHERE (first_ip_address IS NOT NULL AND first_ip_address IS DISTINCT FROM ip_address);

-- What is still to be anonymised, the oldest ending first.
CREATE INDEX "user_session_to_anonymise_idx" ON "user_session"("logout_time") WHERE (logout_time IS NOT NULL AND anonymised_at IS NULL);

-- Of what is anonymised only a person's newest session says anything of them: the others leave the person's row alone.
CREATE OR REPLACE FUNCTION keep_last_session_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM app_user
    WHERE id = NEW.user_id AND (NEW.anonymised_at IS NULL OR last_login_at IS NOT DISTINCT FROM NEW.login_time)
    FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN PERFORM write_last_session(ARRAY[NEW.user_id]); END IF;
    RETURN NULL;
END
$$;
