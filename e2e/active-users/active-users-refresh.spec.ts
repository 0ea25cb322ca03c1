import { endEverySession } from "@/e2e/support/backdate-session";
import { delayResponse } from "@/e2e/support/delay-response";
import { expect, test } from "@/e2e/support/fixtures";
import { makeHere } from "@/e2e/support/make-users";
import { withoutStreams } from "@/e2e/support/tab";
import {
  answersAsked,
  documentsAsked,
  openActiveUsers,
  rowOf,
  secondsIn,
  table,
  usersTable,
} from "@/e2e/support/tables";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { endInDatabase, openSessionOf } from "@/lib/testing/records/open-session-of";

const REFRESH_MS = 30_000;

/* Open sessions of other tests are ended, because they would push an older session off the first page. */
test.beforeEach(endEverySession);

/* Negative control: no refresh interval of SWR, or a reload instead of it. */
test("without a stream, the page refreshes every 30 s without a reload", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await withoutStreams(page);
  await page.clock.install();
  await openActiveUsers(page);
  const documents = documentsAsked(page);
  const newcomer = await makeUser({ name: `Nouvelle ${crypto.randomUUID().slice(0, 8)}` });
  await makeSession(newcomer);
  await page.clock.runFor(REFRESH_MS + 1000);
  await expect(rowOf(table(page, "Actuellement connectés"), newcomer.name)).toBeVisible();
  expect(documents).toEqual([]);
});

/* Negative control: a request for each hint, which discards the answer to the previous request. */
test("when answers take longer than changes, one request runs at a time and its answer is shown", async ({
  signIn,
}) => {
  const page = await signIn("Fedanoir");
  await page.clock.install();
  await openActiveUsers(page);
  await expect(page.getByText("En direct")).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const requests = () => asked.filter((path) => path === "/api/admin/active-users").length;
  const release = await delayResponse(page, /\/api\/admin\/active-users/);
  await page.evaluate(countChanges);
  const changes = () => page.evaluate(() => Number(document.body.dataset.changes));
  const names: string[] = [];
  for (let n = 0; n < 3; n++) {
    const before = await changes();
    const newcomer = await makeUser({ name: `Nouvelle ${crypto.randomUUID().slice(0, 8)}` });
    await openSessionOf(newcomer.username);
    names.push(newcomer.name);
    await expect.poll(changes).toBeGreaterThan(before);
    await page.clock.runFor(2_000);
  }
  expect(requests()).toBe(1);
  release();
  for (const name of names) await expect(rowOf(table(page, "Actuellement connectés"), name)).toBeVisible();
  expect(requests()).toBe(2);
});

/* Negative control: SWR's own revalidation when a window gets the focus. */
test("a paused page requests nothing and shows no change until it is resumed", async ({ signIn }) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await page.clock.install();
  await openActiveUsers(page, person.query);
  await expect(page.getByText("En direct")).toBeVisible();
  await page.getByRole("button", { name: "Mettre en pause" }).click();
  await expect(page.getByText("En pause")).toBeVisible();
  const asked = answersAsked(page);
  const other = await signIn("admin001");
  await openActiveUsers(other, person.query);
  await endInDatabase(person.sessionId);
  await expect(rowOf(usersTable(other), person.name)).toContainText("Hors ligne");
  await page.clock.runFor(REFRESH_MS + 1_000);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await page.clock.runFor(6_000);
  expect(asked).toEqual([]);
  await expect(rowOf(usersTable(page), person.name)).not.toContainText("Hors ligne");
  await page.getByRole("button", { name: "Reprendre" }).click();
  await expect(rowOf(usersTable(page), person.name)).toContainText("Hors ligne");
  await expect(page.getByText("En direct")).toBeVisible();
});

test("durations tick each second without a request, and nothing else in the page changes", async ({
  signIn,
}) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await page.clock.install();
  await openActiveUsers(page, person.query);
  const asked = answersAsked(page);
  await page.evaluate(() => {
    const drawn: string[] = [];
    const note = (records: MutationRecord[]) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        drawn.push(element?.closest("td")?.textContent ?? element?.tagName ?? "");
      }
      document.body.dataset.drawn = JSON.stringify(drawn);
    };
    new MutationObserver(note).observe(document.querySelector("main") ?? document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  const began = await secondsIn(page, person.name);
  await page.clock.runFor(10_000);
  await expect.poll(() => secondsIn(page, person.name)).toBeGreaterThanOrEqual(began + 10);
  const drawn = await page.evaluate(() => document.body.dataset.drawn ?? "[]");
  for (const text of JSON.parse(drawn)) expect(text).toMatch(/^Durée (\d+[hms] ?)+$/);
  expect(asked).toEqual([]);
});

test("a changed row is marked for two seconds; rows of a new search are not", async ({ signIn }) => {
  const other = await makeHere();
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await page.clock.install();
  await openActiveUsers(page, other.query);
  const marked = page.locator("[data-changed]");
  await page.clock.pauseAt(Date.now() + 5_000); // the clock stands still, so that a mark would stay
  await page.getByRole("searchbox").fill(person.username);
  await page.clock.runFor(500);
  await expect(rowOf(usersTable(page), person.name)).toBeVisible();
  await page.clock.runFor(100);
  await expect(usersTable(page).locator("[data-changed]")).toHaveCount(0);

  await prisma.$executeRaw`UPDATE user_session SET ip_address = '198.51.100.77' WHERE id = ${person.sessionId}::uuid`;
  await page.getByRole("button", { name: "Actualiser" }).click();
  await expect(rowOf(usersTable(page), person.name)).toHaveAttribute("data-changed");
  await page.clock.runFor(3000);
  await expect(marked).toHaveCount(0);
});

test("returning from a user's page refreshes the figures at once", async ({ signIn }) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await withoutStreams(page); // a stream that is opened again would report a change
  await openActiveUsers(page, person.query);
  await usersTable(page).getByRole("link", { name: person.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await endInDatabase(person.sessionId);
  await page.goBack();
  await expect(rowOf(usersTable(page), person.name)).toContainText("Hors ligne");
});

/**
 * Counts the `changed` events that a stream of this page receives from now on. Resolves when the stream is
 * open.
 */
function countChanges(): Promise<void> {
  const source = new EventSource("/api/admin/live");
  document.body.dataset.changes = "0";
  source.addEventListener("changed", () => {
    document.body.dataset.changes = String(Number(document.body.dataset.changes) + 1);
  });
  return new Promise((resolve) => {
    source.addEventListener("open", () => resolve());
  });
}
