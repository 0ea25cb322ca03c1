import { beforeEach, expect, test, vi } from "vitest";
import { Prisma, prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { touchSession } from "@/lib/sessions/contact/touch-session";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { owner } from "@/lib/testing/database/owner";
import { makeUser } from "@/lib/testing/records/factories";
import { makeSessionClaims } from "@/lib/testing/records/make-session-claims";
import { claimsQuery, findOpenClaims, findViewerOfClaims } from "./find-viewer";
import type { SessionClaims } from "./session-cookie";

const MINUTE_MS = 60_000;
const DEFAULT_IDLE_MIN = 60;
const DEFAULT_AGE_MIN = 12 * 60;

beforeEach(() => databaseNow());

function ago(minutes: number): Date {
  return new Date(Date.now() - minutes * MINUTE_MS);
}

/* Negative control: without one condition of `isOpenTo` its line fails, for both lookups. */
test.each([
  ["an open session", true, makeSessionClaims],
  [
    "a session that only polls, just within the idle limit",
    true,
    () => makeSessionClaims({ loginTime: ago(DEFAULT_IDLE_MIN - 1), lastContactAt: ago(0) }),
  ],
  ["a session that has ended", false, () => makeSessionClaims({ loginTime: ago(2), logoutTime: ago(1) })],
  [
    "a session past the idle limit whose end is not written",
    false,
    () => makeSessionClaims({ loginTime: ago(DEFAULT_IDLE_MIN + 1), lastContactAt: ago(0) }),
  ],
  [
    "a session past the maximum age whose end is not written",
    false,
    () =>
      makeSessionClaims({
        loginTime: ago(DEFAULT_AGE_MIN + 1),
        lastContactAt: ago(0),
        lastActivityAt: ago(0),
      }),
  ],
  ["a session of a disabled user", false, () => makeSessionClaims({}, { disabledAt: new Date() })],
  [
    "a session of another user",
    false,
    async () => ({ ...(await makeSessionClaims()), userId: (await makeUser()).id }),
  ],
  [
    "an unknown session",
    false,
    async () => ({ ...(await makeSessionClaims()), sessionKeyHash: hashSessionKey("x".repeat(43)) }),
  ],
])("%s: the single and the batch lookup both report open = %s", async (_what, open, make) => {
  const claim = await make();
  const other = await makeSessionClaims();
  expect((await findViewerOfClaims(claim))?.userId).toBe(open ? claim.userId : undefined);
  expect([...(await findOpenClaims([claim, other])).keys()]).toEqual(open ? [claim, other] : [other]);
});

/*
 * Negative control: a guard that uses only the stored times signs out every user who was active during an
 * outage of the database.
 */
test.each([
  ["in time", 5, true],
  ["too late", 0.5, false],
])("unwritten activity %s, %s min ago: both lookups report open = %s", async (_when, minutes, open) => {
  const [one, other] = [0, 1].map(() =>
    makeSessionClaims({ loginTime: ago(DEFAULT_IDLE_MIN + 2), lastContactAt: ago(DEFAULT_IDLE_MIN + 2) }),
  );
  for (const [claim, find] of [
    [await one, async (claims: SessionClaims) => (await findViewerOfClaims(claims)) !== null],
    [await other, async (claims: SessionClaims) => (await findOpenClaims([claims])).size === 1],
  ] as const) {
    if (!claim) throw new Error("missing claim");
    vi.spyOn(performance, "now").mockReturnValueOnce(performance.now() - minutes * MINUTE_MS);
    touchSession({ sessionKeyHash: claim.sessionKeyHash, active: true, ipAddress: null, userAgent: null });
    expect(await find(claim)).toBe(open);
  }
});

test("the batch lookup uses the index on the session key", async () => {
  await prisma.$executeRaw`
    INSERT INTO user_session (id, user_id, session_key, login_time, last_contact_at, last_activity_at)
    SELECT gen_random_uuid(), (SELECT id FROM app_user LIMIT 1), md5(n::text), now(), now(), now()
    FROM generate_series(1, 20000) AS n`;
  await owner.$executeRaw`ANALYZE user_session`;
  const claims = [await makeSessionClaims(), await makeSessionClaims()];
  const plan = await prisma.$queryRaw<{ "QUERY PLAN": string }[]>(Prisma.sql`EXPLAIN ${claimsQuery(claims)}`);
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toMatch(
    /Index Scan (using|on) user_session_session_key_key/,
  );
});
