import { inHaiti } from "@/e2e/support/backdate-session";
import { refresh } from "@/e2e/support/dashboard";
import { expect, test } from "@/e2e/support/fixtures";
import { openTab } from "@/e2e/support/tab";
import { prisma } from "@/lib/db/client";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import { deleteAllSessions } from "@/lib/testing/records/delete-all-sessions";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

test.beforeEach(deleteAllSessions);

test("the last 24 hours are right in the summary, in the data of the line and in the table", async ({
  signIn,
}) => {
  const [first, second] = await Promise.all([makeUser(), makeUser()]);
  await makeSession(first, { loginTime: ago(20), logoutTime: ago(12) });
  // Overlaps the first session for an hour.
  await makeSession(first, { loginTime: ago(13), logoutTime: ago(11) });
  await makeSession(second, { loginTime: ago(12), logoutTime: ago(6) });
  await makeSession(second, { loginTime: ago(30), logoutTime: ago(22) });
  const page = await signIn("Fedanoir");
  await openTab(page, "/admin");
  const dashboard = await refresh(page);

  const points = stepsOf(dashboard);
  const people = await countAt(points);
  expect(dashboard.lastDay.people).toEqual(people);
  expect(Math.max(...people)).toBe(2);

  const section = page.getByRole("region", { name: "Les dernières 24 heures" });
  const [day, peak] = inHaiti(new Date(points[people.lastIndexOf(2)] ?? 0)).split(" ");
  const [today] = inHaiti(new Date(dashboard.generatedAt)).split(" ");
  const when = `${day === today ? "à" : "hier à"} ${peak?.slice(0, 5)}`;
  await expect(section).toContainText(`Maximum : 2, ${when}. Maintenant : 1.`);
  await section.getByText("Voir les chiffres").click();
  const rows = section.getByRole("row");
  await expect(rows.nth(1)).toHaveText("Maintenant1");
  let until = "Maintenant";
  let row = 2;
  for (const [step, at] of [...points.entries()].reverse()) {
    if (step > 0 && people[step] === people[step - 1]) continue; // the count did not change here
    const from = inHaiti(new Date(at));
    await expect(rows.nth(row++)).toHaveText(`${from}${until}${people[step]}`);
    until = from.slice(11);
  }
  await expect(rows).toHaveCount(row);
});

test("pointing at the line shows the time and the number of users", async ({ signIn }) => {
  await makeSession(await makeUser(), { loginTime: ago(30), logoutTime: ago(1) });
  const page = await signIn("Fedanoir");
  await openTab(page, "/admin");
  const plot = page.getByRole("region", { name: "Les dernières 24 heures" }).locator(".chart-plot");
  await plot.hover();
  await expect(plot.locator("text")).toHaveText(/^\d\d:\d\d\s:\s1 personne$/);
  await page.getByRole("heading", { level: 1 }).hover();
  await expect(plot.locator("text")).toHaveCount(0);
});

function stepsOf({ generatedAt, lastDay: { from, stepMs, people } }: Dashboard): number[] {
  const steps = people.map((_, step) => Date.parse(from) + step * stepMs);
  expect(steps).toHaveLength(97);
  expect(Date.parse(generatedAt) - (steps.at(-1) ?? 0)).toBeLessThan(stepMs);
  return steps;
}

/** Counts the users with a session at each of these times, without the product's query. */
async function countAt(times: number[]): Promise<number[]> {
  const sessions = await prisma.userSession.findMany({
    select: { userId: true, loginTime: true, logoutTime: true },
  });
  return times.map((at) => {
    const there = sessions.filter(
      ({ loginTime, logoutTime }) =>
        loginTime.getTime() <= at && at < (logoutTime?.getTime() ?? Number.POSITIVE_INFINITY),
    );
    return new Set(there.map(({ userId }) => userId)).size;
  });
}
