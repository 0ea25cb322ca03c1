import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/factories";
import { endInDatabase } from "@/lib/testing/open-session-of";
import { expect, test } from "./fixtures";
import { holdBack } from "./hold-back";
import { answersAsked, documentsAsked, openActiveUsers, rowOf, table, usersTable } from "./tables";

const MINUTE_MS = 60_000;
const REFRESH_MS = 30_000;
const JSON_OF_PAGE = /\/api\/admin\/active-users/;

/** Somebody found by a name of their own, whose session has been open for ten minutes. */
async function makeHere() {
  const person = await makeUser({ name: `Présence ${crypto.randomUUID().slice(0, 8)}` });
  const session = await makeSession(person, { loginTime: new Date(Date.now() - 10 * MINUTE_MS) });
  return { ...person, sessionId: session.id, query: `?q=${person.username}` };
}

/** How long the session in this row has lasted, in seconds. */
async function secondsIn(page: Page, name: string): Promise<number> {
  const text = await rowOf(table(page, "Actuellement connectés"), name).textContent();
  const [, minutes, seconds] = /(\d+)m (\d+)s/.exec(text ?? "") ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/* Negative control: without SWR's interval, or with a reload instead of it, this is red. */
test("the page refreshes itself every 30 s, without a reload", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.clock.install();
  await openActiveUsers(page);
  const documents = documentsAsked(page);
  const newcomer = await makeUser({ name: `Nouvelle ${crypto.randomUUID().slice(0, 8)}` });
  await makeSession(newcomer);
  await page.clock.runFor(REFRESH_MS + 1000);
  await expect(rowOf(table(page, "Actuellement connectés"), newcomer.name)).toBeVisible();
  expect(documents).toEqual([]);
});

test("durations tick each second without asking the server, and nothing else is drawn again", async ({
  signIn,
}) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await page.clock.install();
  await openActiveUsers(page, person.query);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
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
  expect(requests.filter((url) => JSON_OF_PAGE.test(url))).toEqual([]);
});

test("a row that changed is marked for two seconds; rows of another page or search never are", async ({
  signIn,
}) => {
  const other = await makeHere();
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await page.clock.install();
  await openActiveUsers(page, other.query);
  const marked = page.locator("[data-changed]");
  await page.clock.pauseAt(Date.now() + 5_000); // a mark would stay
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
  const letGo = await holdBack(page, /\/api\/admin\/active-users\?q=lent/);
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
  await openActiveUsers(page);
  await prisma.user.update({ where: { id: person.id }, data: { role: "ARCHIVES" }, select: { id: true } });
  await page.clock.runFor(REFRESH_MS + 1000);
  await expect(page.getByText("Votre compte n'est plus administrateur.")).toBeVisible();
  const asked = answersAsked(page);
  await page.clock.runFor(3 * REFRESH_MS);
  expect(asked).toEqual([]);
});

test("coming back from a person's page asks for newer figures at once", async ({ signIn }) => {
  const person = await makeHere();
  const page = await signIn("Fedanoir");
  await openActiveUsers(page, person.query);
  await usersTable(page).getByRole("link", { name: person.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await endInDatabase(person.sessionId);
  await page.goBack();
  await expect(rowOf(usersTable(page), person.name)).toContainText("Hors ligne");
});
