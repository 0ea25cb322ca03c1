import { expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { MustWait } from "@/lib/auth/sign-in/try-later";
import { prisma } from "@/lib/db/client";
import { countRefused } from "@/lib/refused-requests";
import { makeUser } from "@/lib/testing/records/factories";
import { signIn } from "./sign-in";
import { requireSignInRate } from "./sign-in-rate";

vi.mock("@/lib/refused-requests", { spy: true });

const MINUTE_MS = 60_000;
const NOW = new Date("2026-11-28T12:00:00Z");
const PASSWORD = "correct horse battery";

/** Inserts ended sessions of a user; the n-th newest began n times `everyMs` before `now`. */
async function insertSessions(userId: string, count: number, everyMs: number, now = NOW): Promise<void> {
  const times = Array.from({ length: count }, (_, n) => new Date(now.getTime() - (n + 1) * everyMs));
  await prisma.userSession.createMany({
    data: times.map((at) => ({
      userId,
      sessionKey: crypto.randomUUID(),
      loginTime: at,
      logoutTime: at,
      lastContactAt: at,
      lastActivityAt: at,
      isActive: false,
      endReason: "SIGNED_OUT" as const,
    })),
  });
}

const waitOf = (userId: string, now = NOW) =>
  prisma
    .$transaction((tx) => requireSignInRate(tx, userId, now))
    .then(
      () => 0,
      (error: unknown) => (error instanceof MustWait ? error.waitS * 1_000 : error),
    );

test.each([
  ["59 sign-ins in a minute", 59, 1_000, 0],
  ["60 in a minute", 60, 1_000, 9 * MINUTE_MS],
  ["60, the first exactly ten minutes ago", 60, 10_000, 0],
  ["499 in a day", 499, 2.5 * MINUTE_MS, 0],
  ["500 in 20 hours and 50 minutes", 500, 2.5 * MINUTE_MS, (24 * 60 - 500 * 2.5) * MINUTE_MS],
])("a user with %s waits until the oldest of them no longer counts", async (_case, count, everyMs, wait) => {
  const { id } = await makeUser();
  await insertSessions(id, count, everyMs);
  vi.mocked(countRefused).mockClear();
  expect(await waitOf(id)).toBe(wait);
  expect(vi.mocked(countRefused).mock.calls).toEqual(wait > 0 ? [["limit"]] : []);
  expect(await waitOf(id, new Date(NOW.getTime() + wait))).toBe(0);
  expect(await waitOf((await makeUser()).id), "another user").toBe(0);
});

test("a clock that went back lets a user wait no longer than the limit", async () => {
  const { id } = await makeUser();
  await insertSessions(id, 60, 1_000, new Date(NOW.getTime() + 60 * MINUTE_MS));
  expect(await waitOf(id)).toBe(10 * MINUTE_MS);
});

/* Negative control: a check before the lock of the user's row lets all of them in. */
test("of ten concurrent sign-ins at the limit, the last place is given once, and a refused one changes nothing", async () => {
  const { id, username } = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  await insertSessions(id, 59, 1, new Date());
  const origin = { ipAddress: "192.0.2.1", userAgent: null, previous: null, deviceHashes: [] };
  const all = await Promise.allSettled(
    Array.from({ length: 10 }, () => signIn({ username, password: PASSWORD }, origin)),
  );
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await prisma.userSession.count({ where: { userId: id } })).toBe(60);
  expect(await prisma.activityEvent.count({ where: { subjectId: id } })).toBe(1);
});
