import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { listMidnights, writeHistory } from "./history";

const HOUR_MS = 3_600_000;

test("three weeks of history have no overlapping sessions, and limits end the forgotten ones", async () => {
  for (let n = 0; n < 4; n++) await makeUser();
  const now = new Date();
  const written = await writeHistory(now);
  const sessions = await prisma.userSession.findMany({
    orderBy: { loginTime: "asc" },
    select: { userId: true, loginTime: true, logoutTime: true, lastContactAt: true, endReason: true },
  });
  expect(sessions).toHaveLength(written);
  expect(written).toBeGreaterThan(60);
  expect(sessions[0]?.loginTime.getTime()).toBeLessThan(now.getTime() - 18 * 24 * HOUR_MS);
  expect(new Set(sessions.map(({ endReason }) => endReason))).toEqual(
    new Set([
      "SIGNED_OUT",
      "LOST_CONTACT",
      ...(sessions.some(({ logoutTime }) => !logoutTime) ? [null] : []),
    ]),
  );
  for (const { loginTime, logoutTime, lastContactAt, endReason } of sessions) {
    expect(lastContactAt.getTime() - loginTime.getTime()).toBeGreaterThan(HOUR_MS);
    if (!logoutTime) expect(lastContactAt.getTime()).toBeGreaterThan(now.getTime() - HOUR_MS);
    if (endReason === "LOST_CONTACT") expect(logoutTime).toEqual(lastContactAt);
  }
  for (const [n, { userId, loginTime }] of sessions.entries()) {
    const before = sessions.slice(0, n).findLast((other) => other.userId === userId);
    expect(loginTime.getTime()).toBeGreaterThanOrEqual(before?.logoutTime?.getTime() ?? 0);
  }
  const events = await prisma.activityEvent.groupBy({ by: ["type"], _count: true, orderBy: { type: "asc" } });
  const ended = sessions.filter(({ logoutTime }) => logoutTime).length;
  expect(events).toEqual([
    { type: "session.ended", _count: ended },
    { type: "session.opened", _count: written },
  ]);
});

test.each(["00:30", "01:44", "06:00", "23:59"])(
  "the last day, moved to end at %s, begins after the one before",
  (time) => {
    const midnights = listMidnights(new Date(`2026-11-20T${time}:00-05:00`));
    const [last = 0, before = 0] = midnights.map((midnight) => midnight.getTime()).reverse();
    expect(last + 7.75 * HOUR_MS).toBeGreaterThanOrEqual(before + 17 * HOUR_MS);
    expect(midnights.length).toBeGreaterThan(13);
  },
);
