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
 * Every change of somebody's status as an administrator sees it: one browser watches, another works. No rule of the clock is waited for: what
 * the database knows of the session is moved into the past, and the clock of the tab into the future.
 * Negative controls: polls that count as activity, tabs that are taken for sessions, an end that is only seen once it is written down.
 */

test.describe.configure({ timeout: 90_000 }); // two browsers
test.beforeEach(endEverySession);

test("a day: never connected, online, away, online again, gone", async ({ signIn, anonymous: page }) => {
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
  await watched.expectRow("Absent", "Toujours connecté"); // the tab is there, the person is not

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

test("a browser that is closed is away, and online again when it comes back", async ({ signIn }) => {
  const person = await makeUser({ name: newName("Fermé") });
  const watched = await observeRow(await signIn("Fedanoir"), person.name);
  const page = await signIn(person.username);
  const id = await openSessionIdOf(person.username);
  await holdClock(page.context());
  await settle(id, () => page.goto("/me"));
  await watched.expectRow("En ligne");

  const context = page.context();
  await page.close();
  await backdateSession(id, { login: 20, activity: 1.3, contact: 1.3 }); // 78 s
  await watched.expectRow("Absent", "Toujours connecté");

  await (await context.newPage()).goto("/me");
  await watched.expectRow("En ligne");
});

test("several tabs are one session, online until the last is closed", async ({ signIn }) => {
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

test("a client that only polls idles out", async ({ signIn, http }) => {
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

/** One word that nobody else's name has: it is searched for. */
function newName(first: string): string {
  return `${first} ${crypto.randomUUID()}`;
}
