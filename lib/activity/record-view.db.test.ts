import { beforeEach, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { DEFAULT_TIME_VIEW } from "@/lib/reports/connection-time/connection-time";
import { readConnectionTime } from "@/lib/reports/connection-time/read-connection-time";
import { readOwnTimeline, readTimeline } from "@/lib/reports/timeline/read-timeline";
import { DEFAULT_TIMELINE_VIEW } from "@/lib/reports/timeline/timeline-view";
import { listSessionsOf } from "@/lib/sessions/active-users/read-active-users";
import { findSession } from "@/lib/sessions/history/find-session";
import { DEFAULT_HISTORY_VIEW } from "@/lib/sessions/history/history-view";
import { listHistory } from "@/lib/sessions/history/list-history";
import { type MadeUser, makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { type Admin, SYSTEM } from "@/lib/viewer";

/* Who looked at whose history. Negative control: a reader that does not say so, or says so each time, turns a line red. */

let admin: Admin;
let elan: MadeUser;

beforeEach(async () => {
  admin = await makeAdmin();
  elan = await makeUser();
});

const viewed = async () =>
  (
    await prisma.activityEvent.findMany({
      where: { actorId: admin.userId, type: "history.viewed" },
      orderBy: { id: "asc" },
      take: 10,
      select: { subjectId: true, sessionId: true, data: true },
    })
  ).map(({ sessionId, ...event }) => ({ ...event, own: sessionId === admin.sessionId }));

const page = { page: 1 };
const READERS: [string, boolean, (whose: MadeUser) => Promise<unknown>][] = [
  ["sessions", true, ({ id }) => listHistory(admin, { ...DEFAULT_HISTORY_VIEW, user: id })],
  ["sessions", false, () => listHistory(admin, DEFAULT_HISTORY_VIEW)],
  ["session", true, async (whose) => findSession(admin, (await makeSession(whose)).id)],
  ["person", true, ({ id }) => listSessionsOf(admin, id, page)],
  ["timeline", false, () => readTimeline(admin, DEFAULT_TIMELINE_VIEW)],
  ["connection_time", true, ({ id }) => readConnectionTime(admin, { ...DEFAULT_TIME_VIEW, user: id })],
  ["connection_time", false, () => readConnectionTime(admin, DEFAULT_TIME_VIEW)],
];

test.each(READERS)(
  "%s (of one person: %s): a look is an event of the session, once",
  async (place, ofOne, read) => {
    await read(elan);
    await read(elan);
    expect(await viewed()).toEqual([{ subjectId: ofOne ? elan.id : null, data: { place }, own: true }]);
  },
);

test("another person, another place and another hour are other looks", async () => {
  const at = new Date(Date.now() - 3_601_000);
  const { userId: actorId, sessionId } = admin;
  await prisma.activityEvent.create({
    data: { type: "history.viewed", at, actorId, sessionId, subjectId: elan.id, data: { place: "person" } },
  });
  await listSessionsOf(admin, elan.id, page);
  await listSessionsOf(admin, (await makeUser()).id, page);
  await listHistory(admin, { ...DEFAULT_HISTORY_VIEW, user: elan.id });
  expect((await viewed()).map(({ data }) => data)).toEqual(
    ["person", "person", "person", "sessions"].map((place) => ({ place })),
  );
});

test("one's own history, and what the terminal reads, is nobody's look", async () => {
  const before = await prisma.activityEvent.count({ where: { type: "history.viewed" } });
  await listSessionsOf(admin, admin.userId, page);
  await findSession(admin, admin.sessionId);
  await readOwnTimeline(admin, null);
  await listSessionsOf(SYSTEM, elan.id, page);
  expect(await prisma.activityEvent.count({ where: { type: "history.viewed" } })).toBe(before);
});

test("an address that names nobody is no look at somebody", async () => {
  const nobody = crypto.randomUUID();
  await listHistory(admin, { ...DEFAULT_HISTORY_VIEW, user: nobody });
  await readConnectionTime(admin, { ...DEFAULT_TIME_VIEW, user: nobody });
  expect(await viewed()).toEqual([]);
});
