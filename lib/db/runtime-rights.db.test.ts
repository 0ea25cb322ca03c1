import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { ensureRights } from "@/lib/db/prepare-schema";
import { readRolePower } from "@/lib/db/role-power";
import { CALLABLE_FUNCTIONS, TABLE_RIGHTS, USABLE_SEQUENCES } from "@/lib/db/runtime-rights";
import { withConnection } from "@/lib/db/with-connection";
import { ask } from "@/lib/testing/database/database-content";

const { DATABASE_URL: url = "", MIGRATION_DATABASE_URL: ownerUrl = "" } = process.env;
const { name: role } = inject("database").runtime;
/** One connection for all attempts: what a request could run. */
const client = new pg.Client({ connectionString: url });

beforeAll(async () => {
  // Some rights belong to the database itself, and a copy of the template has none of them.
  await ensureRights({ url, ownerUrl });
  await client.connect();
});
afterAll(() => client.end());

/** Returns what the role can do with tables: by a grant, as PUBLIC, by ownership or by membership. */
async function readTableRights(): Promise<Record<string, string[]>> {
  const rows = await ask<{ name: string; held: string[] }>(
    ownerUrl,
    `SELECT relname AS name, (
      SELECT COALESCE(array_agg(what ORDER BY what COLLATE "C"), '{}') FROM (
        SELECT what FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS what
        WHERE has_table_privilege('${role}', c.oid, what)
        UNION ALL
        SELECT format('%s (%s)', what, attname) FROM pg_attribute, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS what
        WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
          AND has_column_privilege('${role}', c.oid, attnum, what) AND NOT has_table_privilege('${role}', c.oid, what)
      ) AS held
    ) AS held FROM pg_class AS c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')`,
  );
  return Object.fromEntries(rows.map(({ name, held }) => [name, held]));
}

/*
 * A new table turns this red until lib/db/runtime-rights.ts says what requests may do with it. Negative
 * control: a right that is missing there, or granted besides.
 */
test("the role has the declared rights on every table, and no others", async () => {
  const declared = Object.entries(TABLE_RIGHTS).map(([table, { whole, change }]) => [
    table,
    [...whole, ...change.map((column) => `UPDATE (${column})`)].sort(),
  ]);
  expect(await readTableRights()).toEqual(Object.fromEntries(declared));
});

test("the role has the declared rights on sequences and functions, and no others", async () => {
  const sequences = await ask<{ name: string }>(
    ownerUrl,
    `SELECT seqrelid::regclass::text AS name FROM pg_sequence WHERE has_sequence_privilege('${role}', seqrelid, 'USAGE, SELECT, UPDATE')`,
  );
  expect(sequences.map(({ name }) => name)).toEqual(USABLE_SEQUENCES);
  const functions = await ask<{ name: string }>(
    ownerUrl,
    `SELECT oid::regprocedure::text AS name FROM pg_proc AS p WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
      AND has_function_privilege('${role}', oid, 'EXECUTE') ORDER BY 1`,
  );
  expect(functions.map(({ name }) => name)).toEqual(CALLABLE_FUNCTIONS);
  const owned = await ask(
    ownerUrl,
    `SELECT FROM pg_shdepend WHERE refobjid = '${role}'::regrole AND deptype = 'o'`,
  );
  expect(owned).toEqual([]);
});

const INSUFFICIENT_PRIVILEGE = "42501";

test.each([
  "UPDATE activity_event SET type = 'other'",
  "DELETE FROM activity_event",
  "TRUNCATE activity_event",
  "SELECT FROM activity_event FOR UPDATE",
  "ALTER TABLE activity_event DISABLE TRIGGER ALL",
  "ALTER TABLE activity_event ADD COLUMN more int",
  "DROP TRIGGER activity_event_is_append_only ON activity_event",
  "CREATE TRIGGER mine BEFORE INSERT ON activity_event EXECUTE FUNCTION suppress_redundant_updates_trigger()",
  "CREATE RULE mine AS ON INSERT TO activity_event DO INSTEAD NOTHING",
  "DROP TABLE activity_event",
  "DROP FUNCTION refuse_change() CASCADE",
  "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
  "SELECT setval('activity_event_id_seq', 1)",
  "SET session_replication_role = 'replica'",
  "DELETE FROM user_session",
  "UPDATE user_session SET login_time = now()",
  "UPDATE user_session SET user_id = user_id",
  "DELETE FROM app_user",
  "DO $$ BEGIN LOCK TABLE user_session IN ACCESS EXCLUSIVE MODE; END $$",
  "SELECT * FROM _prisma_migrations",
])("a request can't change what was recorded: %s is refused", async (statement) => {
  await expect(client.query(statement)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
});

test.each([
  "COPY app_user FROM PROGRAM 'true'",
  "COPY app_user TO '/tmp/app_user'",
  "SELECT pg_read_file('PG_VERSION')",
  "SELECT pg_ls_dir('.')",
  "SELECT lo_import('/etc/hostname')",
  "SELECT lo_export(1, '/tmp/large')",
  "SELECT rolpassword FROM pg_authid",
  "CREATE TABLE mine (id int)",
  "CREATE TEMPORARY TABLE mine (id int)",
  "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
  "CREATE SCHEMA mine",
  "CREATE DATABASE mine",
  "CREATE EXTENSION dblink",
  "CREATE ROLE mine",
  "ALTER ROLE CURRENT_USER SUPERUSER",
  "ALTER SYSTEM SET log_statement = 'all'",
  "LOAD 'auto_explain'",
])("a request reaches neither the server nor other databases: %s is refused", async (statement) => {
  await expect(client.query(statement)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
});

test("a request can't become the owner, nor end the owner's connection", async () => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ pid: number; name: string }>(
    "SELECT pg_backend_pid() AS pid, current_user AS name",
  );
  const { pid = 0, name = "" } = rows[0] ?? {};
  for (const statement of [`SELECT pg_terminate_backend(${pid})`, `SET ROLE ${pg.escapeIdentifier(name)}`])
    await expect(client.query(statement)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
  await owner.end();
});

test("rights that were given besides are taken away at the next start, and missing ones come back", async () => {
  const before = await readTableRights();
  await ask(ownerUrl, `GRANT DELETE, TRIGGER ON user_session TO PUBLIC`);
  await ask(ownerUrl, `GRANT UPDATE (type) ON activity_event TO "${role}"`);
  await ask(ownerUrl, `REVOKE SELECT ON app_user FROM "${role}"`);
  expect(await readTableRights()).not.toEqual(before);
  await expect(prisma.user.count()).rejects.toThrow(INSUFFICIENT_PRIVILEGE);
  await ensureRights({ url, ownerUrl });
  expect(await readTableRights()).toEqual(before);
});

test("rights in a database that a newer version has migrated are left to that version", async () => {
  await ask(ownerUrl, `GRANT DELETE ON user_session TO "${role}"`);
  await ask(
    ownerUrl,
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('later', '', '29990101000000_later', now())",
  );
  await ensureRights({ url, ownerUrl });
  expect((await readTableRights()).user_session).toContain("DELETE");
  await ask(ownerUrl, "DELETE FROM _prisma_migrations WHERE id = 'later'");
  await ensureRights({ url, ownerUrl });
  expect((await readTableRights()).user_session).not.toContain("DELETE");
});

/** Returns the versions of the catalog's rows that a GRANT or a REVOKE writes anew. */
function readVersions(): Promise<unknown[]> {
  return ask(
    ownerUrl,
    `SELECT xmin::text, oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    UNION ALL SELECT xmin::text, datname FROM pg_database WHERE datname = current_database() ORDER BY name`,
  );
}

test("a start that finds the rights as they should be writes nothing", async () => {
  await ensureRights({ url, ownerUrl });
  const before = await readVersions();
  await ensureRights({ url, ownerUrl });
  expect(await readVersions()).toEqual(before);
});

test("tables, sequences and functions of others keep the rights that everybody has on them", async () => {
  await ask(ownerUrl, "CREATE TABLE stock (id serial, amount int)");
  await ask(ownerUrl, "CREATE FUNCTION stock_of(int) RETURNS int LANGUAGE sql RETURN $1");
  await ask(ownerUrl, "GRANT SELECT ON stock TO PUBLIC");
  await ask(ownerUrl, "GRANT USAGE ON SEQUENCE stock_id_seq TO PUBLIC");
  await ask(ownerUrl, `GRANT INSERT ON stock TO "${role}"`);
  await ask(ownerUrl, `REVOKE SELECT ON app_user FROM "${role}"`);
  await ensureRights({ url, ownerUrl });
  await client.query("SELECT FROM app_user");
  await client.query("INSERT INTO stock DEFAULT VALUES");
  expect((await client.query("SELECT stock_of(id) AS id FROM stock")).rows).toEqual([{ id: 1 }]);
  const before = await readVersions();
  await ensureRights({ url, ownerUrl });
  expect(await readVersions()).toEqual(before);
  await ask(ownerUrl, "DROP TABLE stock");
  await ask(ownerUrl, "DROP FUNCTION stock_of(int)");
});

test.each([
  [`GRANT UPDATE (data) ON activity_event TO "${role}"`, "rewrite"],
  [`GRANT TRIGGER ON activity_event TO PUBLIC`, "rewrite"],
  [`GRANT CREATE ON SCHEMA public TO PUBLIC`, "define"],
  [`ALTER ROLE "${role}" CREATEROLE`, "server"],
  [`GRANT pg_read_server_files TO "${role}"`, "server"],
])("after %s the role is reported as too powerful: %s", async (statement, power) => {
  const read = () => withConnection(url, readRolePower);
  expect(await read()).toEqual({ role, tooMuch: [] });
  await withConnection(ownerUrl, async (owner) => {
    await owner.query("BEGIN");
    await owner.query(statement);
    await owner.query(`SET LOCAL ROLE "${role}"`);
    expect(await readRolePower(owner)).toEqual({ role, tooMuch: [power] });
    await owner.query("ROLLBACK");
  });
});

test("the owner of the tables is reported as too powerful", async () => {
  const { tooMuch } = await withConnection(ownerUrl, readRolePower);
  expect(tooMuch).toEqual(expect.arrayContaining(["owner", "rewrite", "define"]));
});
