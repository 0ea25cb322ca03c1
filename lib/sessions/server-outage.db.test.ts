import { beforeEach, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { makeSession, makeUser } from "@/lib/testing/factories";
import { forgetEverybody } from "@/lib/testing/forget-everybody";
import { currentLimits } from "./current-limits";
import { lastOutage, noteReturn } from "./server-outage";

const HOUR_MS = 3_600_000;
const NEAR_MS = 5_000;
const ago = (ms: number) => new Date(Date.now() - ms);

beforeEach(forgetEverybody);

test.each([
  ["as long as nobody was in contact", [9 * HOUR_MS, 3 * HOUR_MS, 4 * HOUR_MS], 3 * HOUR_MS],
  ["a moment, where another instance hears people", [9 * HOUR_MS, 0], 0],
])("a server was away for %s, and that is no idle time", async (_what, contacts, expected) => {
  const user = await makeUser();
  for (const contact of contacts) {
    await makeSession(user, { loginTime: ago(10 * HOUR_MS), lastContactAt: ago(contact) });
  }
  await makeSession(user, { loginTime: ago(HOUR_MS), logoutTime: ago(0) }); // who has left is not waited for
  await noteReturn();
  const unheardMs = lastOutage()?.unheardMs ?? Number.NaN;
  expect(Math.abs(unheardMs - expected)).toBeLessThan(NEAR_MS);
  expect(Math.abs(currentLimits().idleMs - env().sessionIdleMs - expected)).toBeLessThan(NEAR_MS);
});

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
