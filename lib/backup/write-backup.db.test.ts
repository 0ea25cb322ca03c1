import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { createDatabase, dropDatabase, uniqueName } from "@/lib/testing/database/database-server";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";
import { beginSnapshot, walkBackupText } from "./backup-text";
import { readBackup } from "./read-backup";
import { withClient } from "./with-client";
import { writeBackup } from "./write-backup";
import { writeBackupFile } from "./write-backup-file";

const url = process.env.MIGRATION_DATABASE_URL ?? "";
const folder = mkdtempSync(path.join(tmpdir(), "konekte-backup-"));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => path.join(folder, name);

test("a backup is one complete file with mode 0600", async () => {
  await makeUser();
  const { rows, bytes } = await writeBackup(url, inFolder("one.sql.gz"));
  expect(rows).toBe(2); // one user and the count of its role
  expect(readdirSync(folder)).toEqual(["one.sql.gz"]);
  const { mode, size } = statSync(inFolder("one.sql.gz"));
  expect({ mode: mode & 0o777, size }).toEqual({ mode: 0o600, size: bytes });
  expect(await readBackup(inFolder("one.sql.gz"))).toMatchObject({
    footer: { rows: { app_user: 1, user_count: 1, user_session: 0 } },
  });
});

test("an existing file is kept, and a folder that does not exist is reported", async () => {
  writeFileSync(inFolder("mine"), "mine");
  await expect(writeBackup(url, inFolder("mine"))).rejects.toMatchObject({ code: "exists" });
  expect(readFileSync(inFolder("mine"), "utf8")).toBe("mine");
  const nowhere = writeBackup(url, inFolder("none/it"));
  await expect(nowhere).rejects.toMatchObject({ code: "unwritable", detail: { reason: "ENOENT" } });
});

test("an interrupted backup leaves neither a file nor a connection", async () => {
  const before = readdirSync(folder);
  const stop = new AbortController();
  const interrupted = withClient(url, async (client) => {
    const header = await beginSnapshot(client);
    async function* stopWithin() {
      for await (const chunk of walkBackupText(client, header)) {
        stop.abort(); // in the middle of the copy
        yield chunk;
      }
    }
    return writeBackupFile(inFolder("cut"), stopWithin(), stop.signal);
  });
  await expect(interrupted).rejects.toMatchObject({ name: "AbortError" });
  expect(readdirSync(folder)).toEqual(before);
  const connected = () => prisma.$queryRaw`SELECT 1 FROM pg_stat_activity
    WHERE application_name = 'konekte-backup' AND datname = current_database()`;
  await expect.poll(connected).toEqual([]);
});

/*
 * Negative control: one snapshot for each table (READ COMMITTED) turns this red: users of sessions are
 * missing.
 */
test("rows that are written during a backup are in none of its tables", async () => {
  const text = await withClient(url, async (client) => {
    const header = await beginSnapshot(client);
    const chunks: Buffer[] = [];
    for await (const chunk of walkBackupText(client, header)) {
      chunks.push(chunk);
      const { username } = await makeUser(); // between tables and within them
      await openSessionOf(username);
    }
    expect(chunks.length).toBeGreaterThan(header.tables.length);
    return Buffer.concat(chunks).toString();
  });
  const rowsOf = (table: string) =>
    new RegExp(`^COPY public."${table}" .*\n([\\s\\S]*?)^\\\\\\.$`, "m")
      .exec(text)?.[1]
      ?.split("\n")
      .filter(Boolean);
  expect(rowsOf("app_user")).toHaveLength(1);
  expect(rowsOf("user_session")).toEqual([]);
  expect(rowsOf("activity_event")).toEqual([]);
  expect(await prisma.userSession.count()).toBeGreaterThan(8);
});

test("an empty database gives no backup and no file", async () => {
  const { serverUrl } = inject("database");
  const name = uniqueName("konekte_empty");
  const empty = await createDatabase(serverUrl, name);
  await expect(writeBackup(empty, inFolder("empty"))).rejects.toMatchObject({ code: "nothing" });
  await dropDatabase(serverUrl, name);
  expect(readdirSync(folder)).not.toContain("empty");
});
