import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { owner } from "@/lib/testing/database/owner";
import { makeUser } from "@/lib/testing/records/factories";
import { type NewSession, openSession } from "./open-session";

const passwordHash = "the hash that was checked";
const origin = { ipAddress: "2001:db8::1", userAgent: "agent" };

test("a new session has its row and its event at one instant, and its key is not stored", async () => {
  const user = await makeUser({ passwordHash });
  const opened = await open({ userId: user.id, passwordHash, ...origin });
  const row = await prisma.userSession.findUniqueOrThrow({ where: { id: opened?.sessionId } });
  const at = row.loginTime;
  expect(row).toMatchObject({
    userId: user.id,
    ...origin,
    lastContactAt: at,
    lastActivityAt: at,
    logoutTime: null,
    isActive: true,
    endReason: null,
  });
  expect(JSON.stringify(row)).not.toContain(opened?.sessionKey);
  expect(await prisma.activityEvent.findMany({ where: { sessionId: row.id }, omit: { id: true } })).toEqual([
    { type: "session.opened", at, actorId: user.id, subjectId: user.id, sessionId: row.id, data: {} },
  ]);
});

test("no session is opened when its event cannot be recorded", async () => {
  const user = await makeUser({ passwordHash });
  await owner.$executeRaw`ALTER TABLE activity_event ADD CONSTRAINT no CHECK (type <> 'session.opened') NOT VALID`;
  try {
    await expect(open({ userId: user.id, passwordHash, ...origin })).rejects.toThrow(/"no"/);
  } finally {
    await owner.$executeRaw`ALTER TABLE activity_event DROP CONSTRAINT no`;
  }
  expect(await prisma.userSession.count({ where: { userId: user.id } })).toBe(0);
});

test.each([
  ["disabled meanwhile", { disabledAt: new Date() }],
  ["given another password meanwhile", { passwordHash: "another" }],
])("no session is opened for an account that was %s", async (_what, data) => {
  const user = await makeUser({ passwordHash });
  await prisma.user.update({ where: { id: user.id }, data });
  expect(await open({ userId: user.id, passwordHash, ...origin })).toBeNull();
  expect(await prisma.userSession.count({ where: { userId: user.id } })).toBe(0);
});

test("a sign-in waits for a concurrent disabling, and then opens nothing", async () => {
  const user = await makeUser({ passwordHash });
  const opening = await prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    const started = open({ userId: user.id, passwordHash, ...origin });
    const waiting = async () => {
      const [{ count }] = await prisma.$queryRaw<[{ count: bigint }]>`
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR NO KEY UPDATE%'`;
      return Number(count);
    };
    await expect.poll(waiting).toBe(1);
    return { started };
  });
  expect(await opening.started).toBeNull();
});

function open(session: NewSession) {
  return prisma.$transaction((tx) => openSession(tx, session));
}
