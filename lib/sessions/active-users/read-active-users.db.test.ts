import { beforeEach, expect, test } from "vitest";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { env } from "@/lib/env";
import { ActiveUsers } from "@/lib/sessions/session-row";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import type { Admin, Viewer } from "@/lib/viewer";
import { readActiveUsers, readUserHistory } from "./read-active-users";
import { DEFAULT_USERS_VIEW } from "./users-view";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
const local = (at: Date) => toLocalIso(at, env().timeZone);
const limits = { idleMs: 120 * MINUTE_MS, maxAgeMs: 12 * 60 * MINUTE_MS };

let admin: Admin;

beforeEach(async () => {
  await deleteAllUsers();
  const { id: userId, username } = await makeUser({ name: "Admin", role: "ADMIN" });
  admin = { userId, sessionId: userId, sessionKeyHash: "", username, name: "Admin", role: "ADMIN" };
});

test("the newest open session gives the address, and the newest session the last login", async () => {
  const user = await makeUser({ name: "Several" });
  await makeSession(user, { loginTime: ago(90), ipAddress: "192.0.2.1" });
  await makeSession(user, { loginTime: ago(60), ipAddress: "192.0.2.2" });
  const newest = await makeSession(user, { loginTime: ago(30), logoutTime: ago(10), ipAddress: "192.0.2.3" });
  expect(await rowOf(user.id)).toMatchObject({
    status: "away",
    lastLogin: local(newest.loginTime),
    ipAddress: "192.0.2.2",
    logoutTime: null,
    openSessions: 2,
  });
});

test("without an open session the newest one decides; a user without sessions is `never`", async () => {
  const gone = await makeUser({ name: "Gone" });
  await makeSession(gone, { loginTime: ago(90), logoutTime: ago(5), ipAddress: "192.0.2.1" });
  const newest = await makeSession(gone, { loginTime: ago(60), logoutTime: ago(50), ipAddress: null });
  const never = await makeUser({ name: "Never" });
  expect(await rowOf(gone.id)).toMatchObject({
    status: "offline",
    lastLogin: local(newest.loginTime),
    ipAddress: null,
    logoutTime: newest.logoutTime && local(newest.logoutTime),
    openSessions: 0,
  });
  expect(await rowOf(never.id)).toMatchObject({ status: "never", lastLogin: null, logoutTime: null });
});

test("open sessions come newest first; endings come latest first, at most twenty", async () => {
  const user = await makeUser();
  for (let n = 0; n < 22; n++) await makeSession(user, { loginTime: ago(200), logoutTime: ago(100 - n) });
  const older = await makeSession(user, { loginTime: ago(20) });
  const newer = await makeSession(user, { loginTime: ago(10) });
  const { open, recent } = await readActiveUsers(admin, DEFAULT_USERS_VIEW, limits);
  expect(open.rows.map((row) => row.sessionId)).toEqual([newer.id, older.id]);
  const endings = recent.rows.map((row) => row.logoutTime);
  expect(endings).toHaveLength(20);
  expect(endings).toEqual([...endings].sort().reverse());
});

test("a page beyond the last is the last one, and the answer matches its schema", async () => {
  for (let n = 0; n < 30; n++) await makeUser({ name: `Person ${n}` });
  const answer = await readActiveUsers(admin, { ...DEFAULT_USERS_VIEW, page: 99, openPage: 99 }, limits);
  expect(ActiveUsers.parse(answer)).toEqual(answer);
  expect(answer.users).toMatchObject({ page: 2, total: 31, pageSize: 25 });
  expect(answer.users.rows).toHaveLength(6);
  expect(answer.open).toMatchObject({ page: 1, total: 0, rows: [] });
});

test("users see their own sessions, administrators all; other users seem not to exist", async () => {
  const user = await makeUser({ name: "Own" });
  const session = await makeSession(user);
  const self: Viewer = {
    userId: user.id,
    sessionId: session.id,
    sessionKeyHash: session.sessionKey,
    username: user.username,
    name: "Own",
    role: "ARCHIVES",
  };
  expect((await readUserHistory(self, user.id, { page: 1 })).rows.map((row) => row.sessionId)).toEqual([
    session.id,
  ]);
  expect((await readUserHistory(admin, user.id, { page: 1 })).total).toBe(1);
  await expect(readUserHistory(self, admin.userId, { page: 1 })).rejects.toMatchObject({ code: "not_found" });
  await expect(readUserHistory(admin, "not-an-id", { page: 1 })).rejects.toMatchObject({ code: "not_found" });
});

async function rowOf(userId: string) {
  const { users } = await readActiveUsers(admin, DEFAULT_USERS_VIEW, limits);
  return users.rows.find((row) => row.userId === userId);
}
