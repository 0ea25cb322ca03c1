-- The agent of the sign-in, beside the address of the sign-in. Both are instant: nullable, without a default.
ALTER TABLE "user_session" ADD COLUMN "first_user_agent" VARCHAR(512);

-- Whatever program opens a session: its first address and agent are those that it is opened with.
CREATE OR REPLACE FUNCTION keep_first_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.first_ip_address := COALESCE(NEW.first_ip_address, NEW.ip_address);
    NEW.first_user_agent := COALESCE(NEW.first_user_agent, NEW.user_agent);
    RETURN NEW;
END
$$;

-- Not checked for the rows that exist, because their new column is empty: a check would read the whole table under a lock.
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_anonymised_has_no_first_agent"
    CHECK (anonymised_at IS NULL OR first_user_agent IS NULL) NOT VALID;
