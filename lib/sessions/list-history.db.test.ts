import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { type MadeUser, makeSession, makeUser } from "@/lib/testing/factories";
import { forgetEverybody } from "@/lib/testing/forget-everybody";
import { makeAdmin } from "@/lib/testing/make-admin";
import type { Admin } from "@/lib/viewer";
import { addDays, dayOf, startOfDate } from "@/lib/zone-days";
import { DEFAULT_HISTORY_VIEW, HISTORY_SORTS, type HistoryRow, type HistoryView } from "./history-view";
import { listHistory } from "./list-history";
import { countHistory, walkHistory } from "./walk-history";

const HOUR_MS = 3_600_000;
const limits = { idleMs: HOUR_MS, maxAgeMs: 12 * HOUR_MS };
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const EDGE = `${CHROME} Edg/142.0.0.0`;
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

let admin: Admin;
let elan: MadeUser;

beforeAll(async () => {
  await forgetEverybody();
  elan = await makeUser({ name: "Élan Joseph", role: "ARCHIVES" });
  const rose = await makeUser({ name: "Rose Pierre", role: "SECRETAIRE" });
  for (let n = 0; n < 60; n++) {
    const ended = { loginTime: hoursAgo(30 + n), logoutTime: hoursAgo(30 + n - (n % 5) / 2) };
    await makeSession(n % 3 ? rose : elan, {
      ...ended,
      endReason: n % 4 ? "SIGNED_OUT" : "LOST_CONTACT",
      ipAddress: n % 2 ? `10.7.${n}.9` : `203.0.113.${n}`,
      userAgent: [CHROME, EDGE, PHONE, null][n % 4] ?? null,
    });
  }
  await makeSession(rose, { loginTime: hoursAgo(0.5), ipAddress: "2001:db8::7" });
  await makeSession(elan, { loginTime: hoursAgo(0.2), ipAddress: "10.7.200.1" });
  await makeSession(rose, { loginTime: hoursAgo(9), ipAddress: null }); // past its limits, and nobody has written it down
  admin = await makeAdmin();
  // Began elsewhere than it was last heard from.
  await prisma.$executeRaw`UPDATE user_session SET ip_address = '10.7.1.250' WHERE ip_address = '203.0.113.10'`;
});

const list = (view: Partial<HistoryView>) => listHistory(admin, { ...DEFAULT_HISTORY_VIEW, ...view }, limits);

async function everything(): Promise<HistoryRow[]> {
  return (await list({ pageSize: 100 })).rows;
}

const length = ({ loginTime, logoutTime }: HistoryRow) =>
  logoutTime === null ? Number.POSITIVE_INFINITY : Date.parse(logoutTime) - Date.parse(loginTime);

test("pages forth and back are the whole history in its order, each session once, whatever the sort", async () => {
  for (const sort of HISTORY_SORTS) {
    const forth: HistoryRow[][] = [];
    let page = await list({ sort, pageSize: 17 });
    expect(page.before).toBe(null);
    for (forth.push(page.rows); page.after; forth.push(page.rows))
      page = await list({ sort, pageSize: 17, after: page.after });
    const ids = forth.flat().map(({ sessionId }) => sessionId);
    expect(ids).toHaveLength(64);
    expect(new Set(ids).size).toBe(64);
    const back = await list({ sort, pageSize: 17, before: page.before });
    expect(back.rows.map(({ sessionId }) => sessionId)).toEqual(
      forth.at(-2)?.map(({ sessionId }) => sessionId),
    );
    expect(back).toMatchObject({ before: expect.any(String), after: expect.any(String) });
  }
});

test("sorted by login, by logout with what is open as the latest, by duration with what is open as the longest", async () => {
  const logins = (await list({ sort: "login", pageSize: 100 })).rows.map(({ loginTime }) =>
    Date.parse(loginTime),
  );
  expect(logins).toEqual(logins.toSorted((a, b) => a - b));
  const open = (rows: HistoryRow[]) => rows.filter(({ sessionId }) => stored.has(sessionId)).length;
  const stored = new Set(
    (await prisma.userSession.findMany({ where: { logoutTime: null }, select: { id: true } })).map(
      ({ id }) => id,
    ),
  );
  expect(open((await list({ sort: "-logout", pageSize: 4 })).rows)).toBe(4);
  expect(open((await list({ sort: "-duration", pageSize: 4 })).rows)).toBe(4);
  const ended = (await list({ sort: "duration", pageSize: 100 })).rows.filter(
    ({ sessionId }) => !stored.has(sessionId),
  );
  expect(ended.map(length)).toEqual(ended.map(length).toSorted((a, b) => a - b));
});

test("each filter finds what it says, and nothing else", async () => {
  const rows = await everything();
  const { timeZone } = env();
  const day = dayOf(hoursAgo(48), timeZone);
  const [start, end] = [
    startOfDate(day, timeZone).getTime(),
    startOfDate(day, timeZone).getTime() + 24 * HOUR_MS,
  ];
  const inOffice = ({ ipAddress, firstIpAddress }: HistoryRow) =>
    [ipAddress, firstIpAddress].some((address) => address?.startsWith("10.7."));
  const cases: [Partial<HistoryView>, (row: HistoryRow) => boolean][] = [
    [{ q: "elan" }, ({ name }) => name === "Élan Joseph"],
    [{ user: elan.id }, ({ userId }) => userId === elan.id],
    [{ role: "SECRETAIRE" }, ({ role }) => role === "SECRETAIRE"],
    [{ address: "10.7.0.0/16" }, inOffice],
    [{ address: "203.0.113.10" }, ({ firstIpAddress }) => firstIpAddress === "203.0.113.10"],
    [{ address: "2001:db8::/64" }, ({ ipAddress }) => ipAddress === "2001:db8::7"],
    [{ browser: "edge" }, ({ userAgent }) => userAgent === EDGE],
    [{ browser: "chrome" }, ({ userAgent }) => userAgent === CHROME],
    [{ system: "ios" }, ({ userAgent }) => userAgent === PHONE],
    [{ state: "open" }, ({ logoutTime }) => logoutTime === null],
    [{ state: "ended" }, ({ logoutTime }) => logoutTime !== null],
    [
      { from: day, to: day },
      ({ loginTime, logoutTime }) =>
        Date.parse(loginTime) < end &&
        (logoutTime === null || Date.parse(logoutTime) > start || Date.parse(loginTime) >= start),
    ],
    [
      { role: "ARCHIVES", browser: "edge", state: "SIGNED_OUT" },
      (row) => row.role === "ARCHIVES" && row.userAgent === EDGE && row.endReason === "SIGNED_OUT",
    ],
  ];
  for (const [filter, holds] of cases) {
    const expected = rows.filter(holds).map(({ sessionId }) => sessionId);
    const { rows: found, total } = await list({ ...filter, pageSize: 100 });
    expect(
      found.map(({ sessionId }) => sessionId),
      JSON.stringify(filter),
    ).toEqual(expected);
    expect(expected.length, JSON.stringify(filter)).toBeGreaterThan(0);
    expect(expected.length, JSON.stringify(filter)).toBeLessThan(rows.length);
    expect(total).toBe(expected.length);
  }
});

test("a row says where its session began and where it was last heard from", async () => {
  const [moved] = (await list({ address: "203.0.113.10" })).rows;
  expect(moved).toMatchObject({
    firstIpAddress: "203.0.113.10",
    ipAddress: "10.7.1.250",
    firstNetwork: null,
    network: "local",
    anonymised: false,
  });
});

test("a walk gives every session of its filter once, newest first, and nothing that begins after it", async () => {
  const now = new Date();
  const filter = { ...DEFAULT_HISTORY_VIEW, role: "SECRETAIRE" as const };
  const expected = (await list({ ...filter, pageSize: 100 })).rows.map(({ sessionId }) => sessionId);
  const walked: string[] = [];
  for await (const batch of walkHistory(admin, filter, now, limits))
    walked.push(...batch.map(({ sessionId }) => sessionId));
  expect(walked).toEqual(expected);
  expect(await countHistory(admin, filter, now, limits)).toBe(expected.length);
  const before = hoursAgo(40);
  for await (const batch of walkHistory(admin, filter, before, limits))
    for (const row of batch) expect(Date.parse(row.loginTime)).toBeLessThanOrEqual(before.getTime());
});

test.each(["-logout", "-duration", "logout", "duration"] as const)(
  "sorted by %s, pages go on where they were, though the session between them has ended meanwhile",
  async (sort) => {
    const ids = ({ rows }: { rows: HistoryRow[] }) => rows.map(({ sessionId }) => sessionId);
    const whole = ids(await list({ sort, pageSize: 100 }));
    const openAt = sort.startsWith("-") ? 0 : whole.length - 3; // three are open
    const { after } = await list({ sort, pageSize: openAt + 1 });
    const last = whole[openAt] ?? "";
    const open = { logoutTime: null, isActive: true, endReason: null };
    await prisma.userSession.update({
      where: { id: last },
      data: { logoutTime: new Date(), isActive: false, endReason: "SIGNED_OUT" },
    });
    const rest = ids(await list({ sort, pageSize: 100, after })).filter((id) => id !== last);
    await prisma.userSession.update({ where: { id: last }, data: open });
    expect(rest).toEqual(whole.slice(openAt + 1));
  },
);

test("who had gone past their limits is filtered by how and when, though nobody has written it down", async () => {
  const all = await everything();
  const unwritten = all.find(({ ipAddress }) => ipAddress === null);
  expect(unwritten).toMatchObject({ endReason: "LOST_CONTACT", logoutTime: unwritten?.loginTime });
  const has = async (view: Partial<HistoryView>) =>
    (await list({ ...view, pageSize: 100 })).rows.some(({ sessionId }) => sessionId === unwritten?.sessionId);
  expect(await has({ state: "LOST_CONTACT" })).toBe(true);
  expect(await has({ state: "IDLE_TIMEOUT" })).toBe(false);
  const day = dayOf(hoursAgo(9), env().timeZone);
  expect(await has({ from: day })).toBe(true);
  expect(await has({ from: addDays(day, 1) })).toBe(false);
});

test("a page after a session that is not there is the first one", async () => {
  const first = await list({ pageSize: 5 });
  const after = `${crypto.randomUUID()}.open`;
  expect(await list({ pageSize: 5, after })).toMatchObject({ rows: first.rows, before: null });
});

test("a page of which nothing is left is the first one", async () => {
  const oldest = (await everything()).at(-1)?.sessionId;
  const first = await list({ pageSize: 5 });
  expect(await list({ pageSize: 5, after: `${oldest}.open` })).toMatchObject({
    rows: first.rows,
    before: null,
  });
});

test("days that have not come have no session, also of who is connected now", async () => {
  const tomorrow = addDays(dayOf(new Date(), env().timeZone), 1);
  expect(await list({ from: tomorrow })).toMatchObject({ rows: [], total: 0 });
});
