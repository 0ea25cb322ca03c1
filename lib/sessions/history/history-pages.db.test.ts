import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { LIMITS, makeHistoryPast } from "@/lib/testing/records/history-past";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import type { Admin } from "@/lib/viewer";
import { DEFAULT_HISTORY_VIEW, HISTORY_SORTS, type HistoryRow, type HistoryView } from "./history-view";
import { listHistory } from "./list-history";

let admin: Admin;

beforeAll(async () => {
  await makeHistoryPast();
  admin = await makeAdmin();
});

const list = (view: Partial<HistoryView>) => listHistory(admin, { ...DEFAULT_HISTORY_VIEW, ...view }, LIMITS);

const length = ({ loginTime, logoutTime }: HistoryRow) =>
  logoutTime === null ? Number.POSITIVE_INFINITY : Date.parse(logoutTime) - Date.parse(loginTime);

test("with each sort, pages forward and back show the whole history, each session once", async () => {
  for (const sort of HISTORY_SORTS) {
    const forth: HistoryRow[][] = [];
    let page = await list({ sort, pageSize: 17 });
    expect(page.before).toBe(null);
    for (forth.push(page.rows); page.after && forth.length < Math.ceil(64 / 17); forth.push(page.rows))
      page = await list({ sort, pageSize: 17, after: page.after });
    expect(page.after).toBe(null);
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

test("open sessions sort as the latest to end and as the longest", async () => {
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

test.each(["-logout", "-duration", "logout", "duration"] as const)(
  "sorted by %s, the next page continues where it was, although the session at the cursor has ended",
  async (sort) => {
    const ids = ({ rows }: { rows: HistoryRow[] }) => rows.map(({ sessionId }) => sessionId);
    const whole = ids(await list({ sort, pageSize: 100 }));
    const openAt = sort.startsWith("-") ? 0 : whole.length - 3; // three sessions are open
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

test("a page after a session that does not exist is the first page", async () => {
  const first = await list({ pageSize: 5 });
  const after = `${crypto.randomUUID()}.open`;
  expect(await list({ pageSize: 5, after })).toMatchObject({ rows: first.rows, before: null });
});

test("a page beyond the last session is the first page", async () => {
  const oldest = (await list({ pageSize: 100 })).rows.at(-1)?.sessionId;
  const first = await list({ pageSize: 5 });
  expect(await list({ pageSize: 5, after: `${oldest}.open` })).toMatchObject({
    rows: first.rows,
    before: null,
  });
});
