import pg from "pg";
import { beforeEach, expect, test, vi } from "vitest";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { startOfDayAt } from "@/lib/calendar/zone-days";
import { Prisma, prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { owner } from "@/lib/testing/database/owner";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import type { Admin } from "@/lib/viewer";
import { Dashboard } from "./dashboard";
import { connectedAtSteps } from "./read-connected-curve";
import { readDashboard } from "./read-dashboard";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

let admin: Admin;

beforeEach(async () => {
  await deleteAllUsers();
  await prisma.refusedSignIn.deleteMany();
  const { id: userId, username } = await makeUser({ name: "Admin", role: "ADMIN" });
  admin = { userId, sessionId: userId, sessionKeyHash: "", username, name: "Admin", role: "ADMIN" };
});

test("without any sign-in all figures are zero, and the answer matches its schema", async () => {
  const answer = await readDashboard(admin);
  expect(Dashboard.parse(answer)).toEqual(answer);
  expect(answer.counts).toEqual({ users: 1, online: 0, away: 0, offline: 0, never: 1, openSessions: 0 });
  expect(answer.today).toMatchObject({ signIns: 0, refused: 0 });
  expect(answer.recent).toEqual([]);
  expect(answer.lastDay.people).toEqual(Array.from({ length: 97 }, () => 0));
});

test("sign-ins and refusals of today count from midnight in the organisation's zone", async () => {
  const since = startOfDayAt(await databaseNow(), env().timeZone);
  const beside = (ms: number) => new Date(since.getTime() + ms);
  const user = await makeUser();
  await makeSession(user, { loginTime: since });
  await makeSession(user, { loginTime: beside(-1), logoutTime: beside(-1) });
  await prisma.refusedSignIn.createMany({
    data: [
      { quarter: beside(-15 * MINUTE_MS), refusals: 100 },
      { quarter: since, refusals: 3 },
      { quarter: beside(15 * MINUTE_MS), refusals: 4 },
    ],
  });
  const { today } = await readDashboard(admin);
  expect(today).toEqual({ since: toLocalIso(since, env().timeZone), signIns: 1, refused: 7 });
});

test("the recent endings are the last eight, including sessions past their limits", async () => {
  const user = await makeUser({ name: "Busy" });
  for (let n = 0; n < 10; n++) await makeSession(user, { loginTime: ago(200), logoutTime: ago(100 - n) });
  // Idle for longer than the limit.
  const silent = await makeSession(user, { loginTime: ago(90), lastContactAt: ago(80) });
  await makeSession(user, { loginTime: ago(20) });
  const { recent, counts, lastDay } = await readDashboard(admin);
  expect(recent).toHaveLength(8);
  expect(recent[0]).toMatchObject({ sessionId: silent.id, endReason: "LOST_CONTACT", name: "Busy" });
  expect(counts).toMatchObject({ away: 1, openSessions: 1 });
  expect(Math.max(...lastDay.people)).toBe(1);
});

test("the number of statements does not grow with the number of users", async () => {
  const query = vi.spyOn(pg.Client.prototype, "query");
  const statementsOf = async () => {
    query.mockClear();
    await readDashboard(admin);
    return query.mock.calls.length;
  };
  await makeSession(await makeUser(), { loginTime: ago(30), logoutTime: ago(20) });
  const few = await statementsOf();
  for (let n = 0; n < 30; n++) await makeSession(await makeUser(), n % 2 ? {} : { logoutTime: new Date() });
  expect(few).toBeGreaterThan(0);
  expect(await statementsOf()).toBe(few);
});

test("only the day's sessions and the open ones are read, each by an index", async () => {
  const { id } = await makeUser();
  await owner.$transaction([
    owner.$executeRaw`ALTER TABLE user_session DISABLE TRIGGER USER`,
    owner.$executeRaw`
      INSERT INTO user_session
        (user_id, session_key, login_time, logout_time, is_active, end_reason, last_contact_at, last_activity_at)
      SELECT ${id}::uuid, n::text, at, at, false, 'SIGNED_OUT', at, at
      FROM generate_series(1, 20000) AS n, LATERAL (SELECT now() - n * interval '10 min' AS at) AS each`,
    owner.$executeRaw`ALTER TABLE user_session ENABLE TRIGGER USER`,
    owner.$executeRaw`ANALYZE user_session`,
  ]);
  const now = await databaseNow();
  const query = connectedAtSteps(ago(24 * 60), { idleMs: 60 * MINUTE_MS, maxAgeMs: 720 * MINUTE_MS }, now);
  const rows = await prisma.$queryRaw<Record<string, string>[]>(Prisma.sql`EXPLAIN ${query}`);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("user_session_ended_idx");
  expect(plan).toMatch(/user_session_open(_by_user)?_idx/);
  expect(plan).not.toContain("Seq Scan on user_session");
});
