import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { EMBEDDED_RUNTIME, urlOfDatabase } from "@/lib/db/embedded/address";
import { acquireEmbeddedServer, type EmbeddedServer } from "@/lib/db/embedded/server";
import { listHeldRights } from "@/lib/db/held-rights";
import { MIGRATIONS, migrate } from "@/lib/db/migrate";
import { ensureRights } from "@/lib/db/prepare-schema";
import { withConnection } from "@/lib/db/with-connection";
import { ask, contentOf, rulesOf } from "@/lib/testing/database/database-content";
import { createDatabase, dropDatabase, uniqueName } from "@/lib/testing/database/database-server";
import { spawnCommand } from "@/lib/testing/programs/spawn-command";
import type { MadeUser } from "@/lib/testing/records/factories";
import { HOSTILE, makeHostilePast } from "@/lib/testing/records/hostile-past";
import { withMigrationsOf } from "./known-migrations";
import { putInPlace } from "./previous-databases";
import { readBackup } from "./read-backup";
import { writeBackup } from "./write-backup";

/* Runs the commands on an embedded server of their own. Each test continues where the previous one ended. */

const url = process.env.MIGRATION_DATABASE_URL ?? "";
let folder = "";
let file = "";
let server: EmbeddedServer;
/** The user whose sessions a restore changes. */
let restless: MadeUser;

const inFolder = (name: string) => path.join(folder, name);
const acquire = () => acquireEmbeddedServer({ folder: inFolder("data/postgres") });
const restore = (...args: string[]) =>
  spawnCommand("restore", args, {
    DATA_DIR: inFolder("data"),
    DATABASE_URL: "",
    MIGRATION_DATABASE_URL: "",
  });
const databases = () =>
  ask<{ name: string }>(
    server.ownerUrl,
    "SELECT datname AS name FROM pg_database WHERE datname LIKE 'konekte%' ORDER BY 1",
  );

/** Lists the rights of the role that serves requests in a database of either server. */
const rightsOf = (ownerUrl: string) => {
  const role = ownerUrl === url ? inject("database").runtime.name : EMBEDDED_RUNTIME;
  return withConnection(ownerUrl, (owner) => listHeldRights(owner, role));
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-restore-"));
  await mkdir(inFolder("data"));
  // PostgreSQL may run as another account.
  for (const each of [folder, inFolder("data")]) await chmod(each, 0o711);
  file = inFolder("all.sql.gz");
  restless = await makeHostilePast();
  // Some rights belong to the database itself, and its copy has none of them yet.
  await ensureRights({ url: process.env.DATABASE_URL ?? "", ownerUrl: url });
  await writeBackup(url, file);
});
afterAll(async () => {
  await server?.release();
  await rm(folder, { recursive: true, force: true });
});

/*
 * Negative controls: triggers that stay on while rows are loaded, and an index or a foreign key that is not
 * created again, turn this red.
 */
test("a restore into an empty folder brings back every row, index, constraint and trigger", async () => {
  const outcome = await restore(file);
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(outcome.stdout).toContain("2 sessions qui y étaient ouvertes ont pris fin");
  server = await acquire();
  expect(await databases()).toEqual([{ name: "konekte" }]); // an empty database is not kept
  expect(await rulesOf(server.ownerUrl)).toEqual(await rulesOf(url));
  const [before, after] = [await contentOf(url), await contentOf(server.ownerUrl)];
  const quiet = (rows: string[] = []) => rows.filter((row) => !row.includes(restless.id));
  const events = after.activity_event ?? [];
  expect(events).toEqual(expect.arrayContaining(before.activity_event ?? []));
  expect(events).toHaveLength(HOSTILE.length + 4); // two endings, one batch of addresses, the restore
  expect(events).toContainEqual(expect.stringMatching(/"from": "backup", "ended": 2.*database\.restored/));
  for (const table of Object.keys(before))
    if (table !== "activity_event") expect(quiet(after[table]), table).toEqual(quiet(before[table]));
  expect(before.user_session).toHaveLength(HOSTILE.length + 3);
});

test("open sessions end at their last contact, old ones lose their address, the user is unchanged", async () => {
  const sessions = `SELECT extract(epoch FROM login_time - now()) / 60 > -600 AS recent, end_reason, anonymised_at IS NOT NULL AS anonymised,
    ip_address, logout_time = last_contact_at AS at_last_contact, EXISTS (
      SELECT 1 FROM activity_event AS e WHERE e.session_id = s.id AND e.type = 'session.ended' AND e.at = s.logout_time) AS recorded
    FROM user_session AS s WHERE user_id = '${restless.id}' ORDER BY login_time`;
  const lost = {
    recent: true,
    end_reason: "LOST_CONTACT",
    at_last_contact: true,
    recorded: true,
    anonymised: false,
  };
  expect(await ask(server.ownerUrl, sessions)).toMatchObject([
    { recent: false, end_reason: "SIGNED_OUT", anonymised: true, ip_address: null },
    { ...lost, ip_address: "192.0.2.1" },
    lost,
  ]);
  const person = `SELECT username, username_key, name, role, password_hash, created_at, last_login_at, last_address, search_text, version
    FROM app_user WHERE id = '${restless.id}'`;
  expect(await ask(server.ownerUrl, person)).toEqual(await ask(url, person));
});

test("sequences continue after the restored rows, and rights and triggers are what they were", async () => {
  expect(await rightsOf(server.ownerUrl)).toEqual(await rightsOf(url));
  const add = `INSERT INTO activity_event (at, type) VALUES (now(), 'test')
    RETURNING id > (SELECT max(id) FROM activity_event) AS follows`;
  expect(await ask(server.url, add)).toEqual([{ follows: true }]);
  await expect(ask(server.ownerUrl, "DELETE FROM activity_event")).rejects.toThrow(/history is kept/);
});

test("an incomplete backup is rejected, and the database is unchanged", async () => {
  const before = await contentOf(server.ownerUrl);
  await writeFile(inFolder("cut"), (await readFile(file)).subarray(0, -9));
  expect(await restore(inFolder("cut"))).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("est incomplète"),
  });
  expect(await contentOf(server.ownerUrl)).toEqual(before);
});

test("a database that another program uses is not replaced", async () => {
  const refused = await restore(file); // this test holds a lease
  expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining("arrêtez-le") });
  expect(await databases()).toEqual([{ name: "konekte" }]);
});

/* Negative control: two renames in two transactions leave no database with the product's name. */
test("a replacement whose second rename fails changes nothing", async () => {
  await ask(server.ownerUrl, "CREATE DATABASE konekte_other");
  const visitor = new pg.Client({ connectionString: urlOfDatabase(server.ownerUrl, "konekte_other") });
  await visitor.connect();
  await expect(putInPlace(server.ownerUrl, "konekte_other", "now")).rejects.toMatchObject({ code: "in_use" });
  await visitor.end();
  expect(await databases()).toEqual([{ name: "konekte" }, { name: "konekte_other" }]);
  await ask(server.ownerUrl, "DROP DATABASE konekte_other");
});

test("an older backup is restored and migrated; --undo reverts it; --forget drops the kept database", async () => {
  const older = await backUpOlder();
  const before = await contentOf(server.ownerUrl);
  await ask(server.ownerUrl, "CREATE DATABASE konekte_restoring"); // a killed restore leaves it behind
  await server.release();
  const outcome = await restore(older);
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  server = await acquire();
  expect(await databases()).toHaveLength(2);
  expect(
    await ask(
      server.ownerUrl,
      "SELECT username, end_reason, first_ip_address, first_user_agent FROM user_session JOIN app_user ON app_user.id = user_id",
    ),
  ).toEqual([
    { username: "older", end_reason: "LOST_CONTACT", first_ip_address: null, first_user_agent: null },
  ]);
  expect(await rulesOf(server.ownerUrl)).toEqual(await rulesOf(url));
  const rights = await rightsOf(server.ownerUrl);
  expect(rights).toEqual(await rightsOf(url));

  await server.release();
  expect(await restore("--undo")).toMatchObject({ code: 0, stderr: "" });
  server = await acquire();
  expect(await rightsOf(server.ownerUrl)).toEqual(rights);
  const { activity_event: events = [], ...others } = await contentOf(server.ownerUrl);
  const { activity_event: eventsBefore = [], ...othersBefore } = before;
  expect(others).toEqual(othersBefore);
  expect(events.filter((event) => !eventsBefore.includes(event))).toEqual([
    expect.stringMatching(/"from": "kept".*database\.restored/),
  ]);
  expect(await restore("--forget")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("1 base gardée"),
  });
  expect(await databases()).toEqual([{ name: "konekte" }]);
}, 120_000);

test("a server of DATABASE_URL is not restored; backups with unknown migrations are rejected", async () => {
  const own = await spawnCommand("restore", [file], { DATABASE_URL: "postgresql://localhost:1/own" });
  expect(own).toMatchObject({ code: 3, stderr: expect.stringContaining("votre propre PostgreSQL") });
  const { header } = await readBackup(file);
  const work = () => Promise.resolve("done");
  const [first = { name: "", checksum: "" }] = header.migrations;
  const newer = { ...header, migrations: [first, { name: "20990101000000_later", checksum: "" }] };
  await expect(withMigrationsOf(newer, work)).rejects.toMatchObject({ code: "newer" });
  const other = { ...header, migrations: [{ ...first, checksum: "other" }] };
  await expect(withMigrationsOf(other, work)).rejects.toMatchObject({ code: "other_migration" });
});

/** Writes a backup of a database that has only the first two migrations and one connected user. */
async function backUpOlder(): Promise<string> {
  const names = (await readdir(MIGRATIONS)).sort();
  for (const name of [...names.slice(0, 2), "migration_lock.toml"])
    await cp(path.join(MIGRATIONS, name), inFolder(`older/${name}`), { recursive: true });
  const { serverUrl } = inject("database");
  const name = uniqueName("konekte_older");
  const olderUrl = await createDatabase(serverUrl, name);
  await migrate(olderUrl, undefined, inFolder("older"));
  await ask(
    olderUrl,
    `WITH person AS (
      INSERT INTO app_user (id, username, username_key, name, role, password_hash)
      VALUES (gen_random_uuid(), 'older', 'older', 'Older', 'ADMIN', '-') RETURNING id
    ) INSERT INTO user_session (user_id, session_key, ip_address, login_time, last_contact_at, last_activity_at)
    SELECT id, 'key', '192.0.2.1', now(), now(), now() FROM person`,
  );
  await writeBackup(olderUrl, inFolder("older.sql.gz"));
  await dropDatabase(serverUrl, name);
  return inFolder("older.sql.gz");
}
