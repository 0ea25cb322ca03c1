import { inHaiti, openSessionIdOf, timesOf } from "@/e2e/support/backdate-session";
import { expect, test } from "@/e2e/support/fixtures";
import { openTab } from "@/e2e/support/tab";
import { makeUser } from "@/lib/testing/records/factories";
import { endInDatabase } from "@/lib/testing/records/open-session-of";

/* The reports of a tab. They follow the clock of the tab, which the tests move, so that no test waits. */

/* Negative control: another interval, or reports that pause while the tab is hidden. */
test("a tab reports contact every 25 s, visible or hidden", async ({ signIn }) => {
  const page = await signIn((await makeUser()).username);
  const tab = await openTab(page);
  for (const hidden of [false, true]) {
    if (hidden) await page.evaluate(setHidden, true);
    const began = tab.seconds();
    expect(await tab.turn()).toEqual({ active: false, status: 204 });
    expect(await tab.turn()).toEqual({ active: false, status: 204 });
    const lasted = tab.seconds() - began;
    expect(lasted, "two intervals of 25 s").toBeGreaterThanOrEqual(50);
    expect(lasted).toBeLessThan(60);
  }
});

/* Negative control: `active` that is never reset, or that an event of a script sets. */
test("a report is active only if there was real input since the last one", async ({ signIn }) => {
  const page = await signIn((await makeUser()).username);
  const tab = await openTab(page);
  expect((await tab.turn()).active).toBe(false);
  const inputs: [what: string, give: () => Promise<void>][] = [
    ["a moving pointer", () => page.mouse.move(300, 300, { steps: 3 })],
    ["a click", () => page.mouse.click(600, 700)],
    ["a key", () => page.keyboard.press("Tab")],
    ["a turning wheel", () => page.mouse.wheel(0, 10)],
  ];
  for (const [what, give] of inputs) {
    await give();
    expect((await tab.turn()).active, what).toBe(true);
  }
  await page.evaluate(() => {
    for (const type of ["pointerdown", "pointermove", "keydown", "wheel", "click"])
      window.dispatchEvent(new Event(type));
    document.body.click();
  });
  expect((await tab.turn()).active, "events of a script").toBe(false);
});

test("a tab reports at once when it is shown again, restored or wakes from sleep", async ({ signIn }) => {
  const page = await signIn((await makeUser()).username);
  const tab = await openTab(page);
  await page.evaluate(setHidden, true);
  const before = await tab.count();
  expect((await tab.after(() => page.evaluate(setHidden, false))).status).toBe(204);
  const restore = () => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  expect((await tab.after(() => page.evaluate(restore))).status).toBe(204);
  await page.mouse.click(600, 700);
  const asleep = () => page.clock.fastForward("02:00:00");
  expect(await tab.after(asleep), "input before the sleep is no activity now").toEqual({
    active: false,
    status: 204,
  });
  expect(await tab.count()).toBe(before + 3);
});

test("without network or database the tab stays and repeats its activity in the next report", async ({
  signIn,
}) => {
  const page = await signIn((await makeUser()).username);
  const tab = await openTab(page);
  const heading = page.getByRole("heading", { level: 1 });
  await page.mouse.click(600, 700);
  await page.context().setOffline(true);
  expect(await tab.turn()).toEqual({ active: true, status: 0 });
  const backOnline = () => page.context().setOffline(false);
  expect(await tab.after(backOnline)).toEqual({ active: true, status: 204 });

  await page.mouse.click(600, 700);
  const unavailable = { status: 503, json: { error: "unavailable" } };
  await page.route("**/api/contact", (route) => route.fulfill(unavailable), { times: 1 });
  expect(await tab.turn()).toEqual({ active: true, status: 503 });
  expect(await tab.turn()).toEqual({ active: true, status: 204 });
  expect(await tab.turn()).toEqual({ active: false, status: 204 });
  await expect(heading).toHaveText("Mes connexions");
});

test("a report waits for the answer to the previous one, until that times out", async ({ signIn }) => {
  const page = await signIn((await makeUser()).username);
  const tab = await openTab(page);
  await page.route("**/api/contact", () => {}, { times: 1 }); // never answers
  const before = await tab.count();
  const unanswered = tab.turn();
  await expect.poll(tab.count).toBe(before + 1);
  await page.evaluate(setHidden, false);
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  expect(await tab.count()).toBe(before + 1);
  await page.clock.runFor(20_000);
  expect(await unanswered).toEqual({ active: false, status: 0 });
  expect((await tab.turn()).status).toBe(204);
});

/* Negative control: a tab that leaves at the first refusal. */
test("a tab whose browser got a new cookie during its report stays, and keeps its activity", async ({
  signIn,
}) => {
  const page = await signIn((await makeUser()).username);
  const tab = await openTab(page);
  await page.mouse.click(600, 700);
  const refused = { status: 401, json: { error: "unauthenticated" } };
  await page.route("**/api/contact", (route) => route.fulfill(refused), { times: 1 });
  const before = await tab.count();
  expect(await tab.turn()).toEqual({ active: true, status: 401 });
  await expect.poll(tab.count).toBe(before + 2);
  await tab.answered();
  expect(await tab.turn()).toEqual({ active: false, status: 204 });
  await expect(page).toHaveURL(/\/me$/);
});

test("navigating to another page keeps contact and loses no activity", async ({ signIn }) => {
  const page = await signIn((await makeUser({ role: "ADMIN" })).username);
  const tab = await openTab(page, "/admin/active-users");
  await tab.turn();
  await page.getByRole("link", { name: "Mes connexions" }).click();
  await expect(page).toHaveURL(/\/me$/);
  expect(await tab.turn()).toEqual({ active: true, status: 204 });
  expect(await tab.turn()).toEqual({ active: false, status: 204 });
});

test("when a session ends, every tab goes to /login with the reason and the way back", async ({ signIn }) => {
  const { username } = await makeUser();
  const page = await signIn(username);
  const tab = await openTab(page, "/me?page=1");
  const other = await page.context().newPage();
  await openTab(other, "/me");
  await tab.answered(); // both tabs share one clock
  const sessionId = await openSessionIdOf(username);
  await endInDatabase(sessionId);
  const { logoutTime } = await timesOf(sessionId);

  expect((await tab.turn()).status).toBe(401);
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fme%3Fpage%3D1$/);
  await expect(other).toHaveURL(/\/login\?callbackUrl=%2Fme$/);
  for (const left of [page, other]) {
    await expect(left.getByRole("status").first()).toContainText(
      `Un administrateur a mis fin à votre session le ${inHaiti(logoutTime ?? new Date(0))}`,
    );
  }
  await page.goBack();
  await expect(page).toHaveURL(/\/login|about:blank/);
});

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}
