import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DatabaseFault } from "@/lib/db/database-fault";
import { findAccount } from "@/lib/db/embedded/service-account";
import { readRolePower } from "@/lib/db/role-power";
import { withConnection } from "@/lib/db/with-connection";
import { acquireEmbeddedServer } from "./server";

let folder = "";
const acquire = () => acquireEmbeddedServer({ folder, durable: false });
const inCluster = (file: string) => path.join(folder, "cluster", file);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-embedded-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  return withConnection(url, async (client) => (await client.query(sql)).rows);
}

function answers(url: string): Promise<boolean> {
  return query(url, "SELECT 1").then(
    () => true,
    () => false,
  );
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(inCluster("postmaster.pid"), "utf8"), 10);
}

test("callers that start at the same time share one server; the last release stops it", async () => {
  const servers = await Promise.all([acquire(), acquire(), acquire()]);
  const [first, second, third] = servers;
  expect(servers.filter(({ adopted }) => !adopted)).toHaveLength(1);
  expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
  await Promise.all([first.release(), second.release()]);
  expect(await answers(third.url)).toBe(true);
  await third.release();
  expect(await answers(third.url)).toBe(false);
}, 60_000);

test.runIf(process.platform === "linux")(
  "the server's environment contains none of our secrets",
  async () => {
    vi.stubEnv("NEXTAUTH_SECRET", "not for the database server");
    const server = await acquire();
    vi.unstubAllEnvs();
    const environment = await readFile(`/proc/${await postmasterPid()}/environ`, "utf8");
    await server.release();
    expect(environment).toContain("LC_ALL=C");
    expect(environment).not.toContain("not for the database server");
  },
);

test("while a process holds a lease, no connection of the superuser stays open", async () => {
  const server = await acquire();
  const others = `SELECT usename FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  expect(await query(server.ownerUrl, others)).toEqual([{ usename: "konekte_app" }]);
  await server.release();
});

test("a server without the role that serves requests gets it at the next start", async () => {
  const before = await acquire();
  await query(before.ownerUrl, "DROP ROLE konekte_app");
  await rm(path.join(folder, "app-password"));
  const after = await acquire();
  expect(await query(after.url, "SELECT current_user AS role")).toEqual([{ role: "konekte_app" }]);
  await after.release();
  await before.release();
});

test("a role with more rights, another password or settings of its own is set back at the next start", async () => {
  const before = await acquire();
  await query(
    before.ownerUrl,
    `ALTER ROLE konekte_app SUPERUSER CREATEDB CREATEROLE PASSWORD 'other'; GRANT pg_monitor TO konekte_app;
    ALTER ROLE konekte_app SET search_path = 'elsewhere'`,
  );
  const after = await acquire();
  expect(await withConnection(after.url, readRolePower)).toEqual({ role: "konekte_app", tooMuch: [] });
  expect(
    await query(
      after.url,
      "SELECT current_setting('search_path') AS path, pg_has_role('pg_monitor', 'MEMBER') AS member",
    ),
  ).toEqual([{ path: '"$user", public', member: false }]);
  await after.release();
  await before.release();
});

test("the next start has the same data at the same address", async () => {
  const before = await acquire();
  await query(before.ownerUrl, "CREATE TABLE kept (id int)");
  await before.release();
  const after = await acquire();
  expect(after.url).toBe(before.url);
  expect(after.adopted).toBe(false);
  expect(await query(after.ownerUrl, "SELECT id FROM kept")).toEqual([]);
  await after.release();
}, 60_000);

test("a server whose process was killed is adopted, and stopped by the last release", async () => {
  const program = `
    const { acquireEmbeddedServer } = await import("./lib/db/embedded/server.ts");
    await acquireEmbeddedServer({ folder: ${JSON.stringify(folder)}, durable: false });
    process.stdout.write("up");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program]);
  await once(child.stdout, "data");
  const pid = await postmasterPid();
  child.kill("SIGKILL");
  await once(child, "exit");

  const server = await acquire();
  expect(server.adopted).toBe(true);
  expect(await postmasterPid()).toBe(pid);
  await server.release();
  expect(await answers(server.url)).toBe(false);
}, 60_000);

test("a server that is killed while in use is started again at the same address", async () => {
  const server = await acquire();
  process.kill(await postmasterPid(), "SIGKILL");
  await expect.poll(() => answers(server.url), { timeout: 20_000 }).toBe(true);
  await server.release();
  await expect.poll(() => answers(server.url)).toBe(false);
}, 60_000);

test("a stale postmaster.pid does not prevent a start, even when another process has its id", async () => {
  await writeFile(
    inCluster("postmaster.pid"),
    `${process.pid}\n${folder}/cluster\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
  );
  const server = await acquire();
  expect(server.adopted).toBe(false);
  await server.release();
}, 60_000);

test("a remembered port that is taken is replaced by another one", async () => {
  const before = await acquire();
  await before.release();
  const other = createServer().listen(Number(new URL(before.url).port), "127.0.0.1");
  await once(other, "listening");
  const server = await acquire();
  expect(new URL(server.url).port).not.toBe(new URL(before.url).port);
  await server.release();
  other.close();
}, 60_000);

test("the lock of a killed process is taken over when it is stale", async () => {
  await writeFile(path.join(folder, "lock"), "killed process");
  const began = performance.now();
  const server = await acquire();
  expect(performance.now() - began).toBeGreaterThan(4_000);
  await server.release();
}, 60_000);

test("data of another PostgreSQL version is rejected and unchanged", async () => {
  const version = await readFile(inCluster("PG_VERSION"), "utf8");
  await writeFile(inCluster("PG_VERSION"), "14\n");
  const fault = await acquire().catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(DatabaseFault);
  expect(fault).toMatchObject({ code: "other_version", detail: { found: "14" } });
  await writeFile(inCluster("PG_VERSION"), version);
  await (await acquire()).release(); // still usable
}, 60_000);

const shared = await findAccount("postgres");

/* Only root chooses the account; a machine without `postgres` has no such folders. */
test.runIf(process.getuid?.() === 0 && shared)(
  "a folder of the account postgres is given to an account of its own after a clean stop only",
  async () => {
    const ownerOf = async (file: string) => (await stat(inCluster(file))).uid;
    const giveToShared = () =>
      execFileSync("chown", ["-R", `${shared?.uid}:${shared?.gid}`, path.join(folder, "cluster")]);
    const own = await ownerOf("");
    expect(own).not.toBe(shared?.uid);
    giveToShared();
    await writeFile(inCluster("postmaster.pid"), "1\n"); // as a killed server leaves it
    const first = await acquire();
    expect(await ownerOf("postmaster.pid")).toBe(shared?.uid);
    const adopting = await acquire();
    expect(await ownerOf("")).toBe(shared?.uid); // it runs
    await adopting.release();
    await first.release();
    execFileSync("chown", [String(own), inCluster("base")]); // a move that was interrupted
    const moved = await acquire();
    expect([await ownerOf(""), await ownerOf("base"), await ownerOf("PG_VERSION")]).toEqual([own, own, own]);
    expect((await stat(inCluster(""))).mode & 0o777).toBe(0o700);
    expect(await query(moved.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await moved.release();
  },
  60_000,
);
