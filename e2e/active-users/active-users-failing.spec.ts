import { endEverySession } from "@/e2e/support/backdate-session";
import { delayResponse } from "@/e2e/support/delay-response";
import { expect, test } from "@/e2e/support/fixtures";
import { makeHere } from "@/e2e/support/make-users";
import { withoutStreams } from "@/e2e/support/tab";
import { answersAsked, openActiveUsers, rowOf, secondsIn, usersTable } from "@/e2e/support/tables";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";

const REFRESH_MS = 30_000;
const JSON_OF_PAGE = /\/api\/admin\/active-users/;

/* Open sessions of other tests are ended, because they would push an older session off the first page. */
test.beforeEach(endEverySession);

test("after a failed refresh, figures stay, are marked as old and stop ticking until one succeeds", async ({
  signIn,
}) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await page.clock.install();
  await openActiveUsers(page, person.query);
  const updated = page.getByText(/^Mis à jour à/);
  const time = (await updated.textContent())?.slice(-8) ?? "";
  const drawn = await page.evaluate(() => getComputedStyle(document.body).color);
  await page.route(JSON_OF_PAGE, (route) => route.abort());
  await page.clock.runFor(REFRESH_MS + 1000);
  const notice = page.getByText(`Le serveur est injoignable. Les chiffres affichés restent ceux de ${time}`);
  await expect(notice).toBeVisible();
  await expect(updated).toHaveText(`Mis à jour à ${time}`);
  await expect(updated).not.toHaveCSS("color", drawn);
  await expect(page.locator("[data-old] .status-dot").first()).toHaveCSS("filter", "grayscale(1)");
  const stood = await secondsIn(page, person.name);
  await page.clock.runFor(5000);
  expect(await secondsIn(page, person.name)).toBe(stood);

  await page.unroute(JSON_OF_PAGE);
  await page.clock.runFor(REFRESH_MS + 1000); // the page has kept polling
  await expect(notice).toHaveCount(0);
  await expect.poll(() => secondsIn(page, person.name)).toBeGreaterThan(stood);
});

/* Negative control: SWR's own throttle, which ignores a focus within five seconds of the previous one. */
test("after a failed refresh, each return to the window refreshes at once", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await withoutStreams(page);
  await page.clock.install();
  await openActiveUsers(page);
  await page.route(JSON_OF_PAGE, (route) => route.abort());
  const asked = answersAsked(page);
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await comeBack();
  await expect(page.getByText(/Le serveur est injoignable/)).toBeVisible();
  const before = asked.length;
  await page.clock.runFor(3_000);
  await comeBack();
  await expect.poll(() => asked.length).toBe(before + 1);
});

test("a failed search keeps the previous rows and says so", async ({ signIn }) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await openActiveUsers(page, person.query);
  await page.route(JSON_OF_PAGE, (route) => route.fulfill({ status: 503, json: { error: "unavailable" } }));
  await page.getByRole("searchbox").fill("quelqu'un d'autre");
  const users = page.getByRole("region", { name: "Tous les utilisateurs" });
  await expect(users).toContainText("La recherche n'a pas abouti : ces lignes sont celles d'avant.");
  await expect(rowOf(usersTable(page), person.name)).toBeVisible();
  await expect(page.getByText("La mise à jour n'a pas abouti.")).toBeVisible();
  await page.unroute(JSON_OF_PAGE);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(users).toContainText("Aucun utilisateur ne correspond.");
});

test("the table marks a running search and shows only the result of the latest one", async ({ signIn }) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await openActiveUsers(page);
  const release = await delayResponse(page, /\/api\/admin\/active-users\?q=lent/);
  await page.getByRole("searchbox").fill("lent");
  const users = page.getByRole("region", { name: "Tous les utilisateurs" });
  await expect(users.getByRole("status")).toHaveText("Recherche…");
  await expect(users.locator("[aria-busy=true]")).toBeVisible();
  await page.getByRole("searchbox").fill(person.username);
  await expect(usersTable(page).getByRole("row")).toHaveCount(2);
  const late = page.waitForResponse(/q=lent/);
  release();
  await late;
  await expect(rowOf(usersTable(page), person.name)).toBeVisible();
});

test("an administrator whose session has ended goes to /login and returns to the same view", async ({
  signIn,
}) => {
  const page = await signIn("admin001");
  await page.clock.install();
  // Without reports of contact and without a stream, the refresh is the first request that is refused.
  await page.route("/api/contact", (route) => route.fulfill({ status: 204 }));
  await withoutStreams(page);
  await openActiveUsers(page, "?status=away");
  await prisma.$executeRaw`
    UPDATE user_session AS s SET logout_time = GREATEST(login_time, now()), is_active = false, end_reason = 'REVOKED'
    FROM app_user AS u WHERE u.id = s.user_id AND u.username = 'admin001' AND s.logout_time IS NULL`;
  await page.clock.runFor(REFRESH_MS + 1000);
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fadmin%2Factive-users%3Fstatus%3Daway$/);
});

test("a user who is no longer an administrator keeps the shown data, and the page stops polling", async ({
  signIn,
}) => {
  const user = await makeUser({ role: "ADMIN" });
  const page = await signIn(user.username);
  await page.clock.install();
  await withoutStreams(page); // the server would close the stream, and the page would leave
  await openActiveUsers(page);
  await prisma.user.update({ where: { id: user.id }, data: { role: "ARCHIVES" }, select: { id: true } });
  await page.clock.runFor(REFRESH_MS + 1000);
  await expect(page.getByText("Votre compte n'est plus administrateur.")).toBeVisible();
  const asked = answersAsked(page);
  await page.clock.runFor(3 * REFRESH_MS);
  expect(asked).toEqual([]);
});
