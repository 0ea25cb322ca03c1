import { beforeAll, expect, test } from "vitest";
import { addDays, dayOf, startOfDay } from "@/lib/calendar/zone-days";
import { env } from "@/lib/env";
import type { MadeUser } from "@/lib/testing/records/factories";
import { AGENTS, hoursAgo, LIMITS, makeHistoryPast } from "@/lib/testing/records/history-past";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import type { Admin } from "@/lib/viewer";
import { DEFAULT_HISTORY_VIEW, type HistoryRow, type HistoryView } from "./history-view";
import { listHistory } from "./list-history";
import { countHistory, walkHistory } from "./walk-history";

const HOUR_MS = 3_600_000;

let admin: Admin;
let elan: MadeUser;

beforeAll(async () => {
  ({ elan } = await makeHistoryPast());
  admin = await makeAdmin();
});

const list = (view: Partial<HistoryView>) => listHistory(admin, { ...DEFAULT_HISTORY_VIEW, ...view }, LIMITS);

async function everything(): Promise<HistoryRow[]> {
  return (await list({ pageSize: 100 })).rows;
}

test("each filter finds exactly the sessions that match it", async () => {
  const rows = await everything();
  const { timeZone } = env();
  const day = dayOf(hoursAgo(48), timeZone);
  const [start, end] = [
    startOfDay(day, timeZone).getTime(),
    startOfDay(day, timeZone).getTime() + 24 * HOUR_MS,
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
    [{ browser: "edge" }, ({ userAgent }) => userAgent === AGENTS.edge],
    [{ browser: "chrome" }, ({ userAgent }) => userAgent === AGENTS.chrome],
    [{ system: "ios" }, ({ userAgent }) => userAgent === AGENTS.phone],
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
      (row) => row.role === "ARCHIVES" && row.userAgent === AGENTS.edge && row.endReason === "SIGNED_OUT",
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

test("a row has the first and the last address of its session", async () => {
  const [moved] = (await list({ address: "203.0.113.10" })).rows;
  expect(moved).toMatchObject({
    firstIpAddress: "203.0.113.10",
    ipAddress: "10.7.1.250",
    firstNetwork: null,
    network: "local",
    anonymised: false,
  });
});

test("a walk reads each matching session once, newest first, and none that begins after it", async () => {
  const now = new Date();
  const filter = { ...DEFAULT_HISTORY_VIEW, role: "SECRETAIRE" as const };
  const expected = (await list({ ...filter, pageSize: 100 })).rows.map(({ sessionId }) => sessionId);
  const walked: string[] = [];
  for await (const batch of walkHistory(admin, filter, now, LIMITS))
    walked.push(...batch.map(({ sessionId }) => sessionId));
  expect(walked).toEqual(expected);
  expect(await countHistory(admin, filter, now, LIMITS)).toBe(expected.length);
  const before = hoursAgo(40);
  for await (const batch of walkHistory(admin, filter, before, LIMITS))
    for (const row of batch) expect(Date.parse(row.loginTime)).toBeLessThanOrEqual(before.getTime());
});

test("a session past its limits is filtered by its reason and time before its end is written", async () => {
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

test("a filter for days in the future finds no session, not even an open one", async () => {
  const tomorrow = addDays(dayOf(new Date(), env().timeZone), 1);
  expect(await list({ from: tomorrow })).toMatchObject({ rows: [], total: 0 });
});
