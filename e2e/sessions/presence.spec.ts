import {
  backdateSession,
  endEverySession,
  expectWritten,
  inHaiti,
  openSessionIdOf,
  settle,
  timesOf,
} from "@/e2e/support/backdate-session";
import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { latestSession, observeRow } from "@/e2e/support/observe-row";
import { seedHash } from "@/e2e/support/read-users";
import { holdClock, openTab } from "@/e2e/support/tab";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/*
 * Each change of a user's presence as an administrator sees it: one browser watches, another works. No test
 * waits for a time limit: it moves the session's times in the database into the past, and the clock of the
 * tab into the future.
 * Negative controls: polls that count as activity; tabs that count as sessions; an ending that is visible
 * only after it is written.
 */

test.describe.configure({ timeout: 90_000 }); // two browsers
test.beforeEach(endEverySession);

test("in a day, a user is never connected, then online, away, online again and offline", async ({
  signIn,
  anonymous: page,
}) => {
  const person = await makeUser({ name: newName("Journée"), passwordHash: await seedHash() });
  const admin = await signIn("Fedanoir");
  const watched = await observeRow(admin, person.name);
  await watched.expectRow("Jamais connecté");

  await signInByForm(page, person.username);
  await expect(page).toHaveURL(/\/me$/);
  await watched.expectRow("En ligne", "Toujours connecté");
  await expect(watched.open).toHaveCount(1);

  const id = await openSessionIdOf(person.username);
  const tab = await openTab(page);
  await settle(id, tab.turn);
  await backdateSession(id, { login: 20, activity: 6, contact: 0 });
  expect(await tab.turn()).toEqual({ active: false, status: 204 });
  await watched.expectRow("Absent", "Toujours connecté"); // the tab reports contact, but no activity

  await page.mouse.click(600, 700);
  expect(await tab.turn()).toEqual({ active: true, status: 204 });
  await watched.expectRow("En ligne");

  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login/);
  const { logoutTime } = await timesOf(id);
  await watched.expectRow("Hors ligne", inHaiti(logoutTime ?? new Date(0)));
  await expect(watched.open).toHaveCount(0);
  await expect(await latestSession(admin, person.id)).toContainText("Déconnexion volontaire");
});

test("a user is away after the browser is closed, and online again when it is back", async ({ signIn }) => {
  const person = await makeUser({ name: newName("Fermé") });
  const watched = await observeRow(await signIn("Fedanoir"), person.name);
  const page = await signIn(person.username);
  const id = await openSessionIdOf(person.username);
  await holdClock(page.context());
  await settle(id, () => page.goto("/me"));
  await watched.expectRow("En ligne");

  const context = page.context();
  await page.close();
  await backdateSession(id, { login: 20, activity: 1.3, contact: 1.3 }); // 78 s, above the limit of 75 s
  await watched.expectRow("Absent", "Toujours connecté");

  await (await context.newPage()).goto("/me");
  await watched.expectRow("En ligne");
});

test("several tabs are one session, which is online while one of them reports", async ({ signIn }) => {
  const person = await makeUser({ name: newName("Onglets") });
  const watched = await observeRow(await signIn("Fedanoir"), person.name);
  const first = await signIn(person.username);
  const second = await first.context().newPage();
  await openTab(first);
  const tab = await openTab(second);
  await watched.expectRow("En ligne");
  await expect(watched.open).toHaveCount(1);

  const id = await openSessionIdOf(person.username);
  await first.close();
  await settle(id, tab.turn);
  await backdateSession(id, { login: 20, activity: 4, contact: 2 });
  await watched.expectRow("Absent");
  await tab.turn();
  await watched.expectRow("En ligne");
  await expect(watched.open).toHaveCount(1);
});

test("a client that only polls reaches the idle limit", async ({ signIn, http }) => {
  const person = await makeUser({ name: newName("Sonde"), role: "ADMIN" });
  const admin = await signIn("Fedanoir");
  const watched = await observeRow(admin, person.name);
  const { cookie, sessionId } = await openSessionOf(person.username);
  const client = await http(cookie);
  const poll = async () => {
    const headers = { "sec-fetch-site": "same-origin" };
    const contact = await client.post("/api/contact", { data: { active: false }, headers });
    const figures = await client.get("/api/admin/active-users", { headers });
    const prefetched = await client.get("/me", {
      headers: { "sec-fetch-user": "?1", "sec-purpose": "prefetch" },
    });
    return [contact, figures, prefetched].map((answer) => answer.status());
  };
  await backdateSession(sessionId, { login: 60, activity: 55, contact: 10 });
  const before = await timesOf(sessionId);
  expect(await poll()).toEqual([204, 200, 200]);
  await expectWritten(sessionId, "lastContactAt", before.lastContactAt);
  await watched.expectRow("Absent");

  await backdateSession(sessionId, { login: 61, activity: 60.5, contact: 0 });
  expect(await poll()).toEqual([401, 401, 307]);
  await watched.expectRow("Hors ligne");
  await expect(await latestSession(admin, person.id)).toContainText("Inactivité prolongée");
});

/** Makes a unique name, so that a search finds only this user. */
function newName(first: string): string {
  return `${first} ${crypto.randomUUID()}`;
}
