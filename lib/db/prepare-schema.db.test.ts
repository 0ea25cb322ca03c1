import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readBackup } from "@/lib/backup/read-backup";
import { ask } from "@/lib/testing/database/database-content";
import { dropDatabase, uniqueName } from "@/lib/testing/database/database-server";
import { spawnUsers } from "@/lib/testing/programs/run-users";
import { spawnCommand } from "@/lib/testing/programs/spawn-command";
import { migrate } from "./migrate";
import { type Addresses, ensureRights, prepareSchema } from "./prepare-schema";
import { readRolePower } from "./role-power";
import { withConnection } from "./with-connection";

/*
 * A server of one's own with two roles, made as docs/operating.md says. Neither is a superuser. The role of
 * `TEST_DATABASE_SERVER_URL` may not be able to make a database for another role.
 */
const { serverUrl } = inject("database");
const [server] = await ask<{ super: boolean }>(
  serverUrl,
  "SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user",
);
const onOwnServer = test.runIf(server?.super);
const [owner, app] = [uniqueName("own"), uniqueName("own_App.of")];
let folder = "";

const addressOf = (name: string) =>
  Object.assign(new URL(serverUrl), { username: name, password: "secret", pathname: `/${owner}` }).href;
const addresses: Addresses = { url: addressOf(app), ownerUrl: addressOf(owner) };
const settings = { DATABASE_URL: addresses.url, MIGRATION_DATABASE_URL: addresses.ownerUrl };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-own-"));
  if (!server?.super) return;
  for (const name of [owner, app]) await ask(serverUrl, `CREATE ROLE "${name}" LOGIN PASSWORD 'secret'`);
  await ask(serverUrl, `CREATE DATABASE ${owner} OWNER ${owner} TEMPLATE template0`);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await dropDatabase(serverUrl, owner);
  for (const name of [owner, app]) await ask(serverUrl, `DROP ROLE IF EXISTS "${name}"`);
});

onOwnServer("on an empty database, a command says that it has to be migrated", async () => {
  expect(await spawnUsers(["list"], settings)).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("prisma migrate deploy"),
  });
});

onOwnServer("after a migration by hand, the first command grants the rights", async () => {
  await migrate(addresses.ownerUrl);
  expect(await spawnUsers(["list"], settings)).toMatchObject({ code: 0, stderr: "" });
});

onOwnServer("an owner that is no superuser grants the other role its work, and no more", async () => {
  expect(await prepareSchema(addresses)).toBe(0);
  expect(await withConnection(addresses.url, readRolePower)).toEqual({ role: app, tooMuch: [] });
});

onOwnServer("commands change accounts as the role that owns nothing", async () => {
  const added = await spawnUsers(
    ["add", "--username", "marie", "--name", "Marie", "--role", "archives"],
    settings,
  );
  expect(added).toMatchObject({ code: 0, stderr: "" });
  expect(await ask(addresses.url, "SELECT username FROM app_user")).toEqual([{ username: "marie" }]);
});

onOwnServer("a backup is made as the owner, and holds neither role nor right", async () => {
  expect(await spawnCommand("backup", [folder], settings)).toMatchObject({ code: 0 });
  const [file = ""] = await readdir(folder);
  const { footer, header } = await readBackup(path.join(folder, file));
  expect(footer.rows.app_user).toBe(1);
  expect(JSON.stringify(header)).not.toContain(app);
});

onOwnServer("rights on a database of another role do not make each start grant anew", async () => {
  const readVersion = () => ask(addresses.ownerUrl, "SELECT xmin FROM pg_class WHERE relname = 'app_user'");
  await ask(serverUrl, `ALTER DATABASE ${owner} OWNER TO CURRENT_USER`);
  await ask(serverUrl, `GRANT TEMPORARY ON DATABASE ${owner} TO PUBLIC`);
  await ensureRights(addresses);
  const before = await readVersion();
  await ensureRights(addresses);
  expect(await readVersion()).toEqual(before);
  await ask(addresses.ownerUrl, `REVOKE SELECT ON app_user FROM "${app}"`);
  await ensureRights(addresses);
  expect(await ask(addresses.url, "SELECT username FROM app_user")).toEqual([{ username: "marie" }]);
  await ask(serverUrl, `ALTER DATABASE ${owner} OWNER TO ${owner}`);
});

onOwnServer("a role that does not own the tables neither migrates nor grants", async () => {
  const alone = { url: addresses.url, ownerUrl: addresses.url };
  await expect(prepareSchema(alone)).rejects.toMatchObject({ code: "not_owner" });
});

onOwnServer("where both addresses have one role, it keeps its rights", async () => {
  const other = new URL(addresses.ownerUrl);
  other.searchParams.set("application_name", "the same role");
  await prepareSchema({ url: other.href, ownerUrl: addresses.ownerUrl });
  expect(
    await ask(addresses.ownerUrl, "UPDATE app_user SET created_at = created_at RETURNING username"),
  ).toEqual([{ username: "marie" }]);
});
