import { expect, seedPassword, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { deskOf } from "@/lib/simulator/desks";
import { runStaff } from "@/lib/simulator/staff";

/** What each deed is answered when all is well. */
const EXPECTED: Record<string, number[]> = {
  "sign-in": [200],
  page: [200],
  contact: [204],
  "sign-out": [303],
};

test("the simulated staff work through the product's own interface, and everything that they do succeeds", async ({
  origin,
}) => {
  const names = ["Wilbert001", "directeur001", "Hantz123", "secretaire001", "Peterson002", "archives001"];
  const people = names.map((username, n) => ({ username, password: seedPassword(), desk: deskOf(n) }));
  const before = await prisma.userSession.count();
  const deeds = new Map<string, number>();
  const wrong: string[] = [];
  const stop = new AbortController();
  await runStaff({
    url: origin,
    people,
    signal: stop.signal,
    pace: 600,
    heard(deed, status) {
      deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
      if (!EXPECTED[deed]?.includes(status)) wrong.push(`${deed}: ${status}`);
      if (deeds.size === 4 && [...deeds.values()].reduce((sum, count) => sum + count, 0) >= 60) stop.abort();
    },
  });
  expect(wrong).toEqual([]);
  expect(await prisma.userSession.count()).toBe(before + (deeds.get("sign-in") ?? 0));
});
