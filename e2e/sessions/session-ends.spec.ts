import {
  backdateSession,
  endEverySession,
  inHaiti,
  openSessionIdOf,
  settle,
  timesOf,
} from "@/e2e/support/backdate-session";
import { expect, test } from "@/e2e/support/fixtures";
import { latestSession, observeRow } from "@/e2e/support/observe-row";
import { openTab } from "@/e2e/support/tab";
import { makeUser } from "@/lib/testing/records/factories";

/*
 * Sessions that end by a time limit, as the administrator and the user see them before the ending is written.
 * Negative control: a table that only reads `logout_time`.
 */
test.describe.configure({ timeout: 90_000 }); // two browsers
test.beforeEach(endEverySession);

const ENDS = [
  {
    what: "the user is idle for an hour",
    ago: { login: 90, activity: 61, contact: 0.5 },
    endedAgo: 1,
    ending: "Inactivité prolongée",
    approximate: false,
    words: "après 60 minutes sans activité",
  },
  {
    what: "it is twelve hours old",
    ago: { login: 12 * 60 + 1, activity: 2, contact: 0.5 },
    endedAgo: 1,
    ending: "Durée maximale atteinte",
    approximate: false,
    words: "12 heures après la connexion",
  },
  {
    what: "its machine sleeps for hours",
    ago: { login: 200, activity: 130, contact: 125 },
    endedAgo: 125,
    ending: "Connexion perdue",
    approximate: true,
    words: "s'est perdu le ≈",
  },
];

for (const { what, ago, endedAgo, ending, approximate, words } of ENDS) {
  test(`a session ends when ${what}: the user is offline, the tab shows the reason`, async ({ signIn }) => {
    const person = await makeUser({ name: `Fin ${crypto.randomUUID()}` });
    const admin = await signIn("Fedanoir");
    const watched = await observeRow(admin, person.name);
    const page = await signIn(person.username);
    const id = await openSessionIdOf(person.username);
    const tab = await openTab(page);
    await settle(id, tab.turn);
    await watched.expectRow("En ligne");

    await backdateSession(id, ago);
    const endedAt = inHaiti(
      new Date((await timesOf(id)).loginTime.getTime() + (ago.login - endedAgo) * 60_000),
    );
    await watched.expectRow("Hors ligne", endedAt);
    await expect(watched.open).toHaveCount(0);
    const row = await latestSession(admin, person.id);
    await expect(row).toContainText(ending);
    await expect(row).toContainText(endedAt);
    if (approximate) await expect(row).toContainText("≈");
    else await expect(row).not.toContainText("≈");

    expect((await tab.turn()).status).toBe(401);
    await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fme$/);
    await expect(page.getByRole("status").first()).toContainText(words);
    await expect(page.getByRole("status").first()).toContainText(endedAt);
  });
}
