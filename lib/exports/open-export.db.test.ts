import { setImmediate as nextPass } from "node:timers/promises";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import type { ExportTable } from "@/lib/exports/table/export-table";
import { noteAnswering } from "@/lib/give-way";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { owner } from "@/lib/testing/database/owner";
import { FRENCH, rowsOf, tableOf } from "@/lib/testing/exports/export-table";
import { type MadeUser, makeSession, makeUser } from "@/lib/testing/records/factories";
import { type Admin, SYSTEM } from "@/lib/viewer";
import { takeSlot } from "./export-slots";
import { openSessionsTable } from "./lists/sessions";
import { type ExportFile, openExport } from "./open-export";
import { streamFile } from "./stream-file";

const CSV = { format: "csv", separator: ",", bom: false } as const;
const SESSIONS = 2_500; // two batches and a half
const FIRST_LOGIN = Date.parse("2025-11-11T05:00:00Z");

let admin: Admin;
let worker: MadeUser;
let openFiles: ExportFile[] = [];

beforeAll(async () => {
  const user = await makeUser({ role: "ADMIN", name: "=cmd|'/c calc'!A1" });
  const { id: sessionId, sessionKey: sessionKeyHash } = await makeSession(user);
  admin = { ...user, role: "ADMIN", userId: user.id, sessionId, sessionKeyHash };
  worker = await makeUser();
  await prisma.userSession.createMany({
    data: Array.from({ length: SESSIONS }, (_, n) => {
      const loginTime = new Date(FIRST_LOGIN + n * 1_000);
      const times = { loginTime, lastContactAt: loginTime, lastActivityAt: loginTime };
      return { userId: worker.id, sessionKey: `bulk${n}`, ...times };
    }),
  });
});

afterEach(() => {
  for (const { release } of openFiles.splice(0)) release();
  vi.restoreAllMocks();
});

async function open(table: () => Promise<ExportTable>, by: Parameters<typeof openExport>[0] = admin) {
  const file = await openExport(by, table, CSV, FRENCH);
  openFiles = [...openFiles, file];
  return file;
}
const past = () => openSessionsTable(SYSTEM, { to: "2025-11-11" }, FRENCH);
const small = async () => tableOf(rowsOf(["a", "b"]));
/** The signal of a client that does not disconnect. */
const CONNECTED = new AbortController().signal;
const eventsOf = () => prisma.activityEvent.count({ where: { type: "export.made" } });

/* Negative control: an export that reads on while the page of somebody else is made. */
test("an export gives way to other sessions after each batch", async () => {
  const read: string[] = [];
  async function* rows() {
    for (const name of ["a", "b"]) {
      read.push(name);
      yield [[name]];
    }
  }
  const { chunks } = await open(async () => ({ ...tableOf(rowsOf(["a", "b"])), rows }));
  const endAnswer = noteAnswering("another session");
  await chunks.next(); // the headings
  await chunks.next();
  const next = chunks.next();
  await nextPass();
  expect(read).toEqual(["a"]);
  endAnswer();
  await next;
  expect(read).toEqual(["a", "b"]);
});

test("each session is in the file once, although sessions end and begin while it is written", async () => {
  const { chunks, total, progress } = await open(() => openSessionsTable(SYSTEM, {}, FRENCH));
  const lines: string[] = [];
  for await (const chunk of chunks) {
    lines.push(...Buffer.from(chunk).toString().split("\r\n").slice(0, -1));
    await makeSession(worker);
    await prisma.$executeRaw`
      UPDATE user_session SET logout_time = login_time + interval '1 minute', is_active = false, end_reason = 'LOST_CONTACT'
      WHERE session_key IN (
        SELECT session_key FROM user_session WHERE user_id = ${worker.id}::uuid AND logout_time IS NULL
        ORDER BY login_time LIMIT 700
      )`;
  }
  const logins = lines.flatMap((line) => {
    const [, username, , login] = line.split(",");
    return username === worker.username ? [login] : [];
  });
  expect(logins).toHaveLength(SESSIONS);
  expect(new Set(logins).size).toBe(SESSIONS);
  expect(progress.rows).toBe(total);
});

test("an export is recorded before data is sent, with its actor, its criteria and its rows", async () => {
  const before = await eventsOf();
  await open(() => openSessionsTable(admin, { to: "2025-11-11", role: "SECRETAIRE" }, FRENCH));
  expect(await eventsOf()).toBe(before + 1);
  const event = await prisma.activityEvent.findFirstOrThrow({
    where: { type: "export.made" },
    orderBy: { id: "desc" },
    select: { actorId: true, sessionId: true, data: true },
  });
  expect(event).toMatchObject({
    actorId: admin.userId,
    sessionId: admin.sessionId,
    data: { list: "sessions", format: "csv", criteria: { to: "2025-11-11", role: "SECRETAIRE" } },
  });
  expect(event.data).toHaveProperty("rows", expect.any(Number));
});

test.each([
  [{ address: "10.7.0.0/16" }, { address: "…" }],
  [{ address: "2001:db8::7" }, { address: "…" }],
  [{ q: "10.7.1" }, { q: "…" }],
  [{ q: "10." }, { q: "…" }],
  [{ q: "rose fe80" }, { q: "rose …" }],
  [
    { q: "hantz 123", from: "2025-11-11" },
    { q: "hantz 123", from: "2025-11-11" },
  ],
])("the criteria %j are recorded as %j, without any address", async (given, criteria) => {
  await open(() => openSessionsTable(admin, given, FRENCH));
  const { data } = await prisma.activityEvent.findFirstOrThrow({
    where: { type: "export.made" },
    orderBy: { id: "desc" },
    select: { data: true },
  });
  expect(data).toHaveProperty("criteria", criteria);
});

test("the user whose sessions were exported is recorded", async () => {
  await open(() => openSessionsTable(admin, { user: worker.id }, FRENCH));
  const { data, subjectId } = await prisma.activityEvent.findFirstOrThrow({
    where: { type: "export.made" },
    orderBy: { id: "desc" },
    select: { data: true, subjectId: true },
  });
  expect(data).toHaveProperty("criteria", { user: worker.id });
  expect(subjectId).toBe(worker.id);
});

test("an export that can't be recorded fails before any row is read", async () => {
  await owner.$executeRaw`ALTER TABLE activity_event RENAME TO elsewhere`;
  const rows = vi.fn(tableOf([]).rows);
  try {
    await expect(open(async () => ({ ...tableOf([]), rows }))).rejects.toThrow();
  } finally {
    await owner.$executeRaw`ALTER TABLE elsewhere RENAME TO activity_event`;
  }
  expect(rows).not.toHaveBeenCalled();
});

test("a cancelled stream stops the reading and releases the slot", async () => {
  const file = await open(past);
  const reader = streamFile(file, true, CONNECTED).getReader();
  // The three frames are the first progress, the headings, and the progress after them.
  for (let frame = 0; frame < 3; frame++) await reader.read();
  await reader.cancel();
  const readSoFar = file.progress.rows;
  expect(await file.chunks.next()).toEqual({ value: undefined, done: true });
  expect(file.progress.rows).toBe(readSoFar);
  expect(readSoFar).toBeLessThan(file.total);
  await open(small); // the slot is free
});

test.each([
  ["fails", () => Promise.reject(new Error("the connection was lost"))],
  ["ends too soon", () => Promise.resolve()],
])("a source that %s in the middle breaks the stream", async (_, afterwards) => {
  const table = tableOf(rowsOf(["a", "b", "c"]));
  async function* rows() {
    yield rowsOf(["a"]);
    await afterwards();
  }
  const file = await open(async () => ({ ...table, rows }));
  await expect(new Response(streamFile(file, false, CONNECTED)).text()).rejects.toThrow("not whole");
  await open(small); // the slot is free
});

test("a user who is signed out during the export gets no further rows", async () => {
  const user = await makeUser({ role: "ADMIN" });
  const { id: sessionId, sessionKey: sessionKeyHash } = await makeSession(user);
  const { chunks } = await open(past, { ...admin, userId: user.id, sessionId, sessionKeyHash });
  await chunks.next();
  await chunks.next();
  await endSession(prisma, sessionId, { reason: "REVOKED", at: new Date(), actorId: null });
  const later = performance.now() + 60_000;
  vi.spyOn(performance, "now").mockReturnValue(later);
  await expect(chunks.next()).rejects.toThrow("forbidden");
});

test.each([
  ["pdf", 5_001],
  ["xlsx", 200_001],
] as const)("a list too long for %s is rejected with its length and the limit", async (format, rows) => {
  const before = await eventsOf();
  const table = { ...tableOf([]), count: async () => rows };
  const opening = openExport(admin, async () => table, { ...CSV, format }, FRENCH);
  await expect(opening).rejects.toMatchObject({
    code: "too_large",
    detail: { rows: String(rows), limit: String(rows - 1) },
  });
  expect(await eventsOf()).toBe(before);
});

/* Negative control: without the rate, a script writes 56 events a second that nobody can delete. */
test("a user makes twenty files, then none for half a minute, without an event and without a slot", async () => {
  const user = await makeUser();
  const by = { ...admin, role: user.role, userId: user.id };
  vi.spyOn(performance, "now").mockReturnValue(performance.now());
  for (let n = 0; n < 20; n++) (await open(small, by)).release();
  const before = await eventsOf();
  for (let n = 0; n < 3; n++)
    await expect(open(small, by)).rejects.toMatchObject({ detail: { reason: "rate", waitS: "30" } });
  expect(await eventsOf()).toBe(before);
  takeSlot(by)();
});
