import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { addLocallyEnded, removeLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { openSession } from "./open-session";

/*
 * The limit of open sessions: three for each role except administrators, who have no limit. Negative control:
 * an `openSession` that counts the sessions before it has locked the user's row leaves more of them open.
 */

const passwordHash = "the hash that was checked";
const MINUTE_MS = 60_000;

function open(userId: string) {
  return prisma.$transaction((tx) =>
    openSession(tx, { userId, passwordHash, ipAddress: null, userAgent: null }),
  );
}

function openIds(userId: string) {
  return prisma.userSession
    .findMany({ where: { userId, logoutTime: null }, orderBy: { loginTime: "asc" }, select: { id: true } })
    .then((rows) => rows.map(({ id }) => id));
}

test.each<[Role, number]>([
  ["DIRECTEUR", 3],
  ["SECRETAIRE", 3],
  ["ARCHIVES", 3],
  ["ADMIN", 5],
])("after five sign-ins with role %s, the newest %i sessions are open", async (role, expected) => {
  const { id } = await makeUser({ role, passwordHash });
  const opened: (string | undefined)[] = [];
  for (let n = 0; n < 5; n++) opened.push((await open(id))?.sessionId);
  expect(await openIds(id)).toEqual(opened.slice(-expected));
});

test("fifty concurrent sign-ins leave three sessions open, and each other one ends once, as REPLACED", async () => {
  const { id } = await makeUser({ passwordHash });
  const opened = await Promise.all(Array.from({ length: 50 }, () => open(id)));
  expect(opened.filter(Boolean)).toHaveLength(50);
  expect(await openIds(id)).toHaveLength(3);
  const ended = await prisma.userSession.groupBy({
    by: ["endReason"],
    where: { userId: id, logoutTime: { not: null } },
    _count: true,
  });
  expect(ended).toEqual([{ endReason: "REPLACED", _count: 47 }]);
  const events = await prisma.activityEvent.groupBy({
    by: ["sessionId"],
    where: { subjectId: id, type: "session.ended" },
    _count: true,
  });
  expect(events).toHaveLength(47);
  expect(events.every(({ _count }) => _count === 1)).toBe(true);
});

test("a session that was signed out in this process only does not count as open", async () => {
  const user = await makeUser({ passwordHash });
  const made: string[] = [];
  for (const minutes of [3, 2, 1])
    made.push((await makeSession(user, { loginTime: new Date(Date.now() - minutes * MINUTE_MS) })).id);
  const last = { where: { id: made[2] }, select: { sessionKey: true } };
  const { sessionKey } = await prisma.userSession.findUniqueOrThrow(last);
  addLocallyEnded(sessionKey);
  const opened = await open(user.id);
  removeLocallyEnded(sessionKey);
  expect(await openIds(user.id)).toEqual([...made, opened?.sessionId]);
});

test("a session past its limits does not count as open, and is not replaced", async () => {
  const user = await makeUser({ passwordHash });
  const longAgo = new Date(Date.now() - 90 * MINUTE_MS);
  const silent = await makeSession(user, { loginTime: longAgo });
  const opened = [await open(user.id), await open(user.id), await open(user.id)];
  expect(await openIds(user.id)).toEqual([silent.id, ...opened.map((each) => each?.sessionId)]);
});
