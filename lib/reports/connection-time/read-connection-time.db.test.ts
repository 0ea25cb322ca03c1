import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import {
  insertHistory,
  LIMITS,
  readScene,
  type Scenario,
  scenario,
} from "@/lib/testing/connection-time/connection-scenarios";
import {
  bucketsOf,
  groupBy,
  overlapping,
  piecesOf,
  plainHeat,
  plainRow,
  sum,
} from "@/lib/testing/connection-time/plain-connection-rows";
import { SYSTEM } from "@/lib/viewer";
import {
  type ConnectionTimeRow,
  type ConnectionTimeView,
  DEFAULT_CONNECTION_TIME_VIEW,
  PERS,
  type Per,
} from "./connection-time";
import { readConnectionTime } from "./read-connection-time";
import { countConnectionTime, walkConnectionTime } from "./walk-connection-time";

const clock = vi.hoisted(() => ({ now: new Date(0) }));
vi.mock("@/lib/db/clock", () => ({ databaseNow: async () => clock.now }));

/*
 * Negative controls, each of which makes this test fail: overlapping sessions are added up; every day has 24
 * hours; an end at midnight belongs to the next day; a gap can span a night; silent sessions have no limits;
 * sessions are counted per day; sessions longer than the maximum age are left out; the heat adds up all
 * sessions.
 */
test("the report equals a plain calculation over generated histories", async () => {
  const timeZone = vi.spyOn(env(), "timeZone", "get");
  await fc.assert(
    fc.asyncProperty(scenario(), async (history) => {
      clock.now = new Date(history.now);
      timeZone.mockReturnValue(readScene(history).timeZone);
      const ids = await insertHistory(history);
      for (const per of PERS) await checkPeople(history, per, ids);
      await checkRoles(history);
      await checkHeat(history);
      await checkPages(history);
      await checkFilters(history, ids);
    }),
    { numRuns: 20 },
  );
});

async function checkPeople(history: Scenario, per: Per, ids: string[]): Promise<void> {
  const { rows, totals } = await read(history, { per });
  const plain = bucketsOf(history, per).flatMap((days) =>
    ids.flatMap((userId, person) => plainRow(piecesOf(history, person), days, userId)),
  );
  expect(rows.map(toPlain).sort(byKey)).toEqual(plain.sort(byKey));
  const began = ids.flatMap((_, person) =>
    overlapping(piecesOf(history, person), bucketsOf(history, "period").flat()),
  );
  expect(totals).toEqual({
    rows: plain.length,
    people: new Set(plain.map(({ userId }) => userId)).size,
    totalMs: sum(plain.map(({ totalMs }) => totalMs)),
    sessions: began.length,
    approximate: plain.some(({ approximate }) => approximate),
  });
}

async function checkRoles(history: Scenario): Promise<void> {
  const { rows, totals } = await read(history, { per: history.per });
  const ofRoles = await read(history, { per: history.per, of: "role" });
  expect({ ...ofRoles.totals, rows: 0 }).toEqual({ ...totals, rows: 0 });
  const groups = groupBy(rows, ({ role, from }) => `${role} ${from}`);
  expect(ofRoles.rows.map(({ role, from }) => `${role} ${from}`).sort()).toEqual([...groups.keys()].sort());
  for (const row of ofRoles.rows) {
    const people = groups.get(`${row.role} ${row.from}`) ?? [];
    expect(row).toMatchObject({
      person: null,
      people: people.length,
      totalMs: sum(people.map(({ totalMs }) => totalMs)),
      sessions: sum(people.map(({ sessions }) => sessions)),
      firstIn: people.map(({ firstIn }) => firstIn).sort(byInstant)[0],
      lastOut: people.some(({ lastOut }) => lastOut === null)
        ? null
        : people
            .map(({ lastOut }) => lastOut ?? "")
            .sort(byInstant)
            .at(-1),
      approximate: people.some(({ approximate }) => approximate),
    });
  }
}

async function checkHeat(history: Scenario): Promise<void> {
  expect((await read(history, { per: "period" })).heat).toEqual(plainHeat(history));
}

async function checkPages(history: Scenario): Promise<void> {
  const { sort, per } = history;
  const all = (await read(history, { per, sort })).rows;
  const pages: ConnectionTimeRow[] = [];
  for (let page = 1; page <= Math.ceil(all.length / 9); page++)
    pages.push(...(await read(history, { per, sort, page, pageSize: 9 })).rows);
  expect(pages).toEqual(all);
  const beyond = await read(history, { per, sort, page: 900, pageSize: 9 });
  expect(beyond.rows).toEqual(all.slice((beyond.page - 1) * 9));
  const values = all.map((row) => VALUES[sort.replace("-", "")]?.(row) ?? "");
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (sort.startsWith("-") ? -1 : 1));
  expect(values).toEqual(sorted);
  expect(await walk(history, { per })).toEqual((await read(history, { per })).rows);
  expect(await countConnectionTime(SYSTEM, viewOf(history, { per }), clock.now, LIMITS)).toBe(all.length);
}

async function checkFilters(history: Scenario, [userId = ""]: string[]): Promise<void> {
  const { per } = history;
  const all = (await read(history, { per })).rows;
  const expectOnly = async (
    filter: Partial<ConnectionTimeView>,
    keep: (row: ConnectionTimeRow) => boolean,
  ) => {
    const kept = all.filter(keep);
    expect((await read(history, { per, ...filter })).rows).toEqual(kept);
    expect(await walk(history, { per, ...filter })).toEqual(kept);
  };
  await expectOnly({ role: "DIRECTEUR" }, ({ role }) => role === "DIRECTEUR");
  await expectOnly({ user: userId }, ({ person }) => person?.userId === userId);
  await expectOnly({ q: "2 secré" }, ({ person }) => person?.name === "2 SECRETAIRE");
}

async function walk(history: Scenario, view: Partial<ConnectionTimeView>): Promise<ConnectionTimeRow[]> {
  const rows: ConnectionTimeRow[] = [];
  for await (const batch of walkConnectionTime(SYSTEM, viewOf(history, view), clock.now, LIMITS))
    rows.push(...batch);
  return rows;
}

const VALUES: Record<string, (row: ConnectionTimeRow) => string | number> = {
  name: ({ person }) => person?.name ?? "",
  day: ({ from }) => from,
  total: ({ totalMs }) => totalMs,
  gap: ({ longestGapMs }) => longestGapMs ?? 0,
  sessions: ({ sessions }) => sessions,
  firstIn: ({ firstIn }) => Date.parse(firstIn),
  lastOut: ({ lastOut }) => (lastOut ? Date.parse(lastOut) : Number.POSITIVE_INFINITY),
};

const viewOf = (history: Scenario, view: Partial<ConnectionTimeView>) => ({
  ...DEFAULT_CONNECTION_TIME_VIEW,
  from: readScene(history).from,
  to: readScene(history).to,
  pageSize: 100,
  ...view,
});
const read = (history: Scenario, view: Partial<ConnectionTimeView>) =>
  readConnectionTime(SYSTEM, viewOf(history, view), LIMITS);

function toPlain({ person, role, people, firstIn, lastOut, ...row }: ConnectionTimeRow) {
  expect(people).toBe(1);
  expect(person?.name).toMatch(role);
  return {
    ...row,
    userId: person?.userId ?? "",
    firstIn: Date.parse(firstIn),
    lastOut: lastOut && Date.parse(lastOut),
  };
}

const byInstant = (a: string, b: string) => Date.parse(a) - Date.parse(b);
const byKey = (a: { userId: string; from: string }, b: { userId: string; from: string }) =>
  `${a.userId} ${a.from}` < `${b.userId} ${b.from}` ? -1 : 1;
