import { expect, seedPassword, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { deskOf } from "@/lib/simulator/desks";
import { runStaff } from "@/lib/simulator/staff";

/** Expected status of each action. */
const EXPECTED: Record<string, number[]> = {
  "sign-in": [200],
  page: [200],
  contact: [204],
  "sign-out": [303],
};

test("the simulated staff use the product's own interface, and every action succeeds", async ({ origin }) => {
  const names = ["Wilbert001", "directeur001", "Hantz123", "secretaire001", "Peterson002", "archives001"];
  const people = names.map((username, n) => ({ username, password: seedPassword(), desk: deskOf(n) }));
  const before = await prisma.userSession.count();
  const actions = new Map<string, number>();
  const wrong: string[] = [];
  const stop = new AbortController();
  await runStaff({
    url: origin,
    people,
    signal: stop.signal,
    pace: 600,
    onAction(action, status) {
      actions.set(action, (actions.get(action) ?? 0) + 1);
      if (!EXPECTED[action]?.includes(status)) wrong.push(`${action}: ${status}`);
      if (actions.size === 4 && [...actions.values()].reduce((sum, count) => sum + count, 0) >= 60)
        stop.abort();
    },
  });
  expect(wrong).toEqual([]);
  expect(await prisma.userSession.count()).toBe(before + (actions.get("sign-in") ?? 0));
});
