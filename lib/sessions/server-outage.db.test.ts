import { beforeEach, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { currentLimits } from "./current-limits";
import { lastOutage, noteReturn } from "./server-outage";

const HOUR_MS = 3_600_000;
const NEAR_MS = 5_000;
const ago = (ms: number) => new Date(Date.now() - ms);

beforeEach(deleteAllUsers);

test("for those who are silent the time since the server was last heard is no idle time", async () => {
  const user = await makeUser();
  for (const contact of [9, 3, 4]) {
    await makeSession(user, { loginTime: ago(10 * HOUR_MS), lastContactAt: ago(contact * HOUR_MS) });
  }
  await makeSession(user, { loginTime: ago(HOUR_MS), logoutTime: ago(0) }); // who has left is not waited for
  await noteReturn();
  expectOutageOf(3 * HOUR_MS);
});

test("a start soon after another, or beside it, waits for the same tabs, though some have reported", async () => {
  const [reported] = [await makeSilent(3), await makeSilent(3), await makeSilent(8)];
  await noteReturn();
  expectOutageOf(3 * HOUR_MS);
  await prisma.userSession.update({ where: { id: reported.id }, data: { lastContactAt: ago(0) } });
  await noteReturn();
  expectOutageOf(3 * HOUR_MS);
});

test("where everybody is heard nobody is waited for", async () => {
  await makeSession(await makeUser(), { loginTime: ago(HOUR_MS), lastContactAt: ago(30_000) });
  await noteReturn();
  expect(lastOutage()).toBeNull();
});

async function makeSilent(hours: number) {
  return makeSession(await makeUser(), { loginTime: ago(10 * HOUR_MS), lastContactAt: ago(hours * HOUR_MS) });
}

function expectOutageOf(expected: number): void {
  const unheardMs = lastOutage()?.unheardMs ?? Number.NaN;
  expect(Math.abs(unheardMs - expected)).toBeLessThan(NEAR_MS);
  expect(Math.abs(currentLimits().idleMs - env().sessionIdleMs - expected)).toBeLessThan(NEAR_MS);
}

test("where nobody has a session nobody missed it", async () => {
  await makeSession(await makeUser(), { loginTime: ago(HOUR_MS), logoutTime: ago(0) });
  await noteReturn();
  expect(lastOutage()).toBeNull();
  expect(currentLimits()).toEqual({ idleMs: env().sessionIdleMs, maxAgeMs: env().sessionMaxAgeMs });
});

test("while the database can't say, no session is idle for too long", async () => {
  vi.spyOn(prisma, "$queryRaw").mockRejectedValue(new Error("connect ECONNREFUSED"));
  await noteReturn();
  expect(currentLimits().idleMs).toBeGreaterThan(env().sessionMaxAgeMs);
});

test("after its window the limits are those of the settings", async () => {
  await makeSession(await makeUser(), { loginTime: ago(3 * HOUR_MS) });
  await noteReturn();
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValue(now + 2 * 60_000);
  expect(currentLimits()).toEqual({ idleMs: env().sessionIdleMs, maxAgeMs: env().sessionMaxAgeMs });
});
