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

/** What other tests left open would push an older session off the first page. */
test.beforeEach(endEverySession);

test("figures that can't be refreshed stay, are marked as old and stop ticking, until newer ones come", async ({
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
  await page.clock.runFor(REFRESH_MS + 1000); // it went on trying
  await expect(notice).toHaveCount(0);
  await expect.poll(() => secondsIn(page, person.name)).toBeGreaterThan(stood);
});

/* Negative control: SWR's own pause of five seconds between two returns. */
test("after a failure, whoever comes back asks at once, however soon they come back again", async ({
  signIn,
}) => {
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

test("a search that fails says that its rows are those of before", async ({ signIn }) => {
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

test("while a search is under way the table says so, and the last one asked for is shown", async ({
  signIn,
}) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await openActiveUsers(page);
  const letGo = await delayResponse(page, /\/api\/admin\/active-users\?q=lent/);
  await page.getByRole("searchbox").fill("lent");
  const users = page.getByRole("region", { name: "Tous les utilisateurs" });
  await expect(users.getByRole("status")).toHaveText("Recherche…");
  await expect(users.locator("[aria-busy=true]")).toBeVisible();
  await page.getByRole("searchbox").fill(person.username);
  await expect(usersTable(page).getByRole("row")).toHaveCount(2);
  const late = page.waitForResponse(/q=lent/);
  letGo();
  await late;
  await expect(rowOf(usersTable(page), person.name)).toBeVisible();
});

test("whoever is signed out elsewhere goes to sign in, and comes back to the same view", async ({
  signIn,
}) => {
  const page = await signIn("admin001");
  await page.clock.install();
  await page.route("/api/contact", (route) => route.fulfill({ status: 204 })); // else that notices first
  await withoutStreams(page); // or that
  await openActiveUsers(page, "?status=away");
  await prisma.$executeRaw`
    UPDATE user_session AS s SET logout_time = GREATEST(login_time, now()), is_active = false, end_reason = 'REVOKED'
    FROM app_user AS u WHERE u.id = s.user_id AND u.username = 'admin001' AND s.logout_time IS NULL`;
  await page.clock.runFor(REFRESH_MS + 1000);
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fadmin%2Factive-users%3Fstatus%3Daway$/);
});

test("whoever is no administrator any more keeps what is shown, and no more comes", async ({ signIn }) => {
  const person = await makeUser({ role: "ADMIN" });
  const page = await signIn(person.username);
  await page.clock.install();
  await withoutStreams(page); // theirs is closed, and takes them away
  await openActiveUsers(page);
  await prisma.user.update({ where: { id: person.id }, data: { role: "ARCHIVES" }, select: { id: true } });
  await page.clock.runFor(REFRESH_MS + 1000);
  await expect(page.getByText("Votre compte n'est plus administrateur.")).toBeVisible();
  const asked = answersAsked(page);
  await page.clock.runFor(3 * REFRESH_MS);
  expect(asked).toEqual([]);
});
