import { beforeEach, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { DEFAULT_CONNECTION_TIME_VIEW } from "@/lib/reports/connection-time/connection-time";
import { readConnectionTime } from "@/lib/reports/connection-time/read-connection-time";
import { readOwnTimeline, readTimeline } from "@/lib/reports/timeline/read-timeline";
import { DEFAULT_TIMELINE_VIEW } from "@/lib/reports/timeline/timeline-view";
import { requireRate } from "@/lib/require-rate";
import { readUserHistory } from "@/lib/sessions/active-users/read-active-users";
import { findSession } from "@/lib/sessions/history/find-session";
import { DEFAULT_HISTORY_VIEW } from "@/lib/sessions/history/history-view";
import { listHistory } from "@/lib/sessions/history/list-history";
import { type MadeUser, makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { type Admin, SYSTEM } from "@/lib/viewer";

/*
 * Recorded views of the history. Negative control: a reader that records no view, or every view, fails its
 * case.
 */

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
const READERS: [string, boolean, (user: MadeUser) => Promise<unknown>][] = [
  ["sessions", true, ({ id }) => listHistory(admin, { ...DEFAULT_HISTORY_VIEW, user: id })],
  ["sessions", false, () => listHistory(admin, DEFAULT_HISTORY_VIEW)],
  ["session", true, async (user) => findSession(admin, (await makeSession(user)).id)],
  ["person", true, ({ id }) => readUserHistory(admin, id, page)],
  ["timeline", false, () => readTimeline(admin, DEFAULT_TIMELINE_VIEW)],
  [
    "connection_time",
    true,
    ({ id }) => readConnectionTime(admin, { ...DEFAULT_CONNECTION_TIME_VIEW, user: id }),
  ],
  ["connection_time", false, () => readConnectionTime(admin, DEFAULT_CONNECTION_TIME_VIEW)],
];

test.each(READERS)(
  "two views of %s (of one user: %s) are one event of the session",
  async (place, ofOne, read) => {
    await read(elan);
    await read(elan);
    expect(await viewed()).toEqual([{ subjectId: ofOne ? elan.id : null, data: { place }, own: true }]);
  },
);

test("a view of another user, at another place or in another hour is another event", async () => {
  const at = new Date(Date.now() - 3_601_000);
  const { userId: actorId, sessionId } = admin;
  await prisma.activityEvent.create({
    data: { type: "history.viewed", at, actorId, sessionId, subjectId: elan.id, data: { place: "person" } },
  });
  await readUserHistory(admin, elan.id, page);
  await readUserHistory(admin, (await makeUser()).id, page);
  await listHistory(admin, { ...DEFAULT_HISTORY_VIEW, user: elan.id });
  expect((await viewed()).map(({ data }) => data)).toEqual(
    ["person", "person", "person", "sessions"].map((place) => ({ place })),
  );
});

test("a view of one's own history, or from the terminal, is not recorded", async () => {
  const before = await prisma.activityEvent.count({ where: { type: "history.viewed" } });
  await readUserHistory(admin, admin.userId, page);
  await findSession(admin, admin.sessionId);
  await readOwnTimeline(admin, null);
  await readUserHistory(SYSTEM, elan.id, page);
  expect(await prisma.activityEvent.count({ where: { type: "history.viewed" } })).toBe(before);
});

test("a view of a user who does not exist is not recorded", async () => {
  const unknownId = crypto.randomUUID();
  await listHistory(admin, { ...DEFAULT_HISTORY_VIEW, user: unknownId });
  await readConnectionTime(admin, { ...DEFAULT_CONNECTION_TIME_VIEW, user: unknownId });
  expect(await viewed()).toEqual([]);
});

test("an administrator who has viewed 500 histories reads no further one, and the last one again", async () => {
  for (let n = 0; n < 499; n++) requireRate(admin, "view");
  await readUserHistory(admin, elan.id, page);
  const other = await makeUser();
  await expect(readUserHistory(admin, other.id, page)).rejects.toMatchObject({
    code: "too_many",
    detail: { reason: "rate", waitS: "5" },
  });
  await readUserHistory(admin, elan.id, page);
  expect(await viewed()).toHaveLength(1);
});
