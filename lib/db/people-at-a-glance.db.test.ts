import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const MINUTE_MS = 60_000;
const START = Date.parse("2026-11-02T08:00:00Z");
const at = (minute: number) => new Date(START + minute * MINUTE_MS);

beforeEach(deleteAllUsers);

test("the last sign-in, address and sign-out of a user match the sessions of generated histories", async () => {
  const minute = fc.nat({ max: 20 });
  const step = fc.oneof(
    fc.record({ open: minute, address: fc.constantFrom("192.0.2.1", "192.0.2.2", null) }),
    fc.record({ end: fc.nat({ max: 5 }) }),
    fc.record({ forget: fc.nat({ max: 5 }) }),
    fc.record({ move: fc.nat({ max: 5 }), address: fc.constantFrom("192.0.2.3", "192.0.2.4") }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const user = await makeUser();
      const ids: string[] = [];
      for (const [n, each] of steps.entries()) {
        if ("open" in each) {
          ids.push((await makeSession(user, { loginTime: at(each.open), ipAddress: each.address })).id);
          continue;
        }
        const picked = "end" in each ? each.end : "forget" in each ? each.forget : each.move;
        const id = ids[picked % ids.length];
        if (!id) continue;
        if ("end" in each) await endSession(id, at(30 + n));
        else if ("forget" in each) await anonymiseSession(id, at(30 + n));
        else
          await prisma.userSession.updateMany({
            where: { id, anonymisedAt: null },
            data: { ipAddress: each.address },
          });
      }
      expect(await readColumns(user.id)).toEqual(await deriveColumns(user.id));
    }),
    { numRuns: 60 },
  );
});

test("sessions of one user that change at the same moment are all taken into account", async () => {
  const user = await makeUser();
  const older = await Promise.all([1, 2, 3].map((minute) => makeSession(user, { loginTime: at(minute) })));
  await Promise.all([
    ...older.map(({ id }) => endSession(id, at(30))),
    ...[4, 5, 6].map((minute) =>
      makeSession(user, { loginTime: at(minute), ipAddress: `192.0.2.${minute}` }),
    ),
  ]);
  expect(await readColumns(user.id)).toEqual({
    lastLoginAt: at(6),
    lastAddress: "192.0.2.6",
    lastLogoutAt: null,
  });
});

/* Negative controls: a trigger that does not lock the user first turns its case red. */
test.each([
  ["ends", (user: { id: string }, older: { id: string }) => endSession(older.id, at(30)).then(() => user)],
  ["begins", (user: { id: string }) => makeSession(user, { loginTime: at(5) }).then(() => user)],
])(
  "a session that %s while a newer one is being opened does not hide the newer one",
  async (_what, change) => {
    const user = await makeUser();
    const older = await makeSession(user, { loginTime: at(1), ipAddress: "192.0.2.1" });
    const other: Promise<unknown>[] = [];
    await prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`
      INSERT INTO user_session (user_id, session_key, ip_address, login_time, last_contact_at, last_activity_at)
      VALUES (${user.id}::uuid, ${crypto.randomUUID()}, '192.0.2.9', ${at(9)}, ${at(9)}, ${at(9)})`;
        other.push(change(user, older));
        await vi.waitFor(async () => expect(await countWaiting()).toBe(1), { timeout: 10_000 });
      },
      { timeout: 20_000 },
    );
    await Promise.all(other);
    expect(await readColumns(user.id)).toEqual({
      lastLoginAt: at(9),
      lastAddress: "192.0.2.9",
      lastLogoutAt: null,
    });
  },
);

async function countWaiting(): Promise<number> {
  const [{ waiting }] = await prisma.$queryRaw<[{ waiting: number }]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return waiting;
}

test("users, and users who never connected, are counted by role", async () => {
  const [one, two] = await Promise.all([makeUser({ role: "ARCHIVES" }), makeUser({ role: "ARCHIVES" })]);
  await prisma.user.createMany({
    data: ["a", "b", "c"].map((name) => ({
      username: name,
      usernameKey: name,
      name,
      role: name === "c" ? "ADMIN" : "DIRECTEUR",
      passwordHash: "",
    })),
  });
  await makeSession(one);
  await makeSession(one);
  await prisma.user.update({ where: { id: two.id }, data: { role: "ADMIN" } });
  await prisma.user.update({ where: { id: one.id }, data: { role: "SECRETAIRE" } });
  const counted = await prisma.userCount.findMany({ orderBy: { role: "asc" } });
  expect(counted).toEqual([
    { role: "ADMIN", users: 2, never: 2 },
    { role: "DIRECTEUR", users: 2, never: 2 },
    { role: "SECRETAIRE", users: 1, never: 0 },
    { role: "ARCHIVES", users: 0, never: 0 },
  ]);
});

async function endSession(id: string, logoutTime: Date): Promise<void> {
  await prisma.userSession.updateMany({
    where: { id, logoutTime: null },
    data: { logoutTime, isActive: false, endReason: "SIGNED_OUT" },
  });
}

async function anonymiseSession(id: string, anonymisedAt: Date): Promise<void> {
  await prisma.userSession.updateMany({
    where: { id, logoutTime: { not: null } },
    data: { ipAddress: null, firstIpAddress: null, userAgent: null, firstUserAgent: null, anonymisedAt },
  });
}

/** Reads the columns of a user that triggers keep. */
function readColumns(id: string) {
  return prisma.user.findUniqueOrThrow({
    where: { id },
    select: { lastLoginAt: true, lastAddress: true, lastLogoutAt: true },
  });
}

/** Computes the same values from the user's sessions. */
async function deriveColumns(userId: string) {
  const sessions = await prisma.userSession.findMany({
    where: { userId },
    orderBy: [{ loginTime: "desc" }, { id: "desc" }],
  });
  const [newest] = sessions;
  const open = sessions.find(({ logoutTime }) => logoutTime === null);
  return {
    lastLoginAt: newest?.loginTime ?? null,
    lastAddress: (open ?? newest)?.ipAddress ?? null,
    lastLogoutAt: open ? null : (newest?.logoutTime ?? null),
  };
}
