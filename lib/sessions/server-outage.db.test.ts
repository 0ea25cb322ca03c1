import { beforeEach, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { currentLimits } from "./current-limits";
import { lastOutage, measureOutage } from "./server-outage";

const HOUR_MS = 3_600_000;
const NEAR_MS = 5_000;
const ago = (ms: number) => new Date(Date.now() - ms);

beforeEach(deleteAllUsers);

test("the time since the latest contact of the silent sessions does not count as idle", async () => {
  const user = await makeUser();
  for (const contact of [9, 3, 4]) {
    await makeSession(user, { loginTime: ago(10 * HOUR_MS), lastContactAt: ago(contact * HOUR_MS) });
  }
  await makeSession(user, { loginTime: ago(HOUR_MS), logoutTime: ago(0) }); // ended, so not silent
  await measureOutage();
  expectOutageOf(3 * HOUR_MS);
});

test("a second start measures the same outage, although a tab has reported since", async () => {
  const [reported] = [await makeSilent(3), await makeSilent(3), await makeSilent(8)];
  await measureOutage();
  expectOutageOf(3 * HOUR_MS);
  await prisma.userSession.update({ where: { id: reported.id }, data: { lastContactAt: ago(0) } });
  await measureOutage();
  expectOutageOf(3 * HOUR_MS);
});

test("there is no outage when every open session has recent contact", async () => {
  await makeSession(await makeUser(), { loginTime: ago(HOUR_MS), lastContactAt: ago(30_000) });
  await measureOutage();
  expect(lastOutage()).toBeNull();
});

async function makeSilent(hours: number) {
  return makeSession(await makeUser(), { loginTime: ago(10 * HOUR_MS), lastContactAt: ago(hours * HOUR_MS) });
}

function expectOutageOf(expected: number): void {
  const silentMs = lastOutage()?.silentMs ?? Number.NaN;
  expect(Math.abs(silentMs - expected)).toBeLessThan(NEAR_MS);
  expect(Math.abs(currentLimits().idleMs - env().sessionIdleMs - expected)).toBeLessThan(NEAR_MS);
}

test("there is no outage when no session is open", async () => {
  await makeSession(await makeUser(), { loginTime: ago(HOUR_MS), logoutTime: ago(0) });
  await measureOutage();
  expect(lastOutage()).toBeNull();
  expect(currentLimits()).toEqual({ idleMs: env().sessionIdleMs, maxAgeMs: env().sessionMaxAgeMs });
});

test("while the database is unavailable, no session reaches its idle limit", async () => {
  vi.spyOn(prisma, "$queryRaw").mockRejectedValue(new Error("connect ECONNREFUSED"));
  await measureOutage();
  expect(currentLimits().idleMs).toBeGreaterThan(env().sessionMaxAgeMs);
});

test("after the return window the limits are those of the settings", async () => {
  await makeSession(await makeUser(), { loginTime: ago(3 * HOUR_MS) });
  await measureOutage();
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValue(now + 2 * 60_000);
  expect(currentLimits()).toEqual({ idleMs: env().sessionIdleMs, maxAgeMs: env().sessionMaxAgeMs });
});
