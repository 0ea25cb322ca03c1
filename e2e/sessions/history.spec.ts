import { inHaiti } from "@/e2e/support/backdate-session";
import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { hashPassword } from "@/lib/auth/password/password";
import { flushContact, touchSession } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { AGENTS } from "@/lib/testing/records/history-past";

const PASSWORD = "correct horse battery";
const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

async function makePast() {
  const person = await makeUser({ name: `Passé ${crypto.randomUUID().slice(0, 8)}` });
  const sessions = [];
  for (let n = 1; n <= 3; n++)
    sessions.push(
      await makeSession(person, {
        loginTime: hoursAgo(24 * n),
        logoutTime: hoursAgo(24 * n - 2),
        endReason: n === 2 ? "LOST_CONTACT" : "SIGNED_OUT",
        ipAddress: `10.9.${n}.7`,
      }),
    );
  return { person, sessions };
}

test("the address keeps the filters of the history, and a session opens beside it", async ({ signIn }) => {
  const { person, sessions } = await makePast();
  const page = await signIn("Fedanoir");
  await page.goto("/admin/sessions");
  await page.getByLabel("Rechercher une personne").fill(person.username);
  await page.getByRole("button", { name: "Afficher" }).click();
  await expect(page.getByText("3 sessions", { exact: true })).toBeVisible();
  const ending = page.getByLabel("Fin", { exact: true });
  await ending.focus();
  await ending.selectOption({ label: "Connexion perdue" });
  await expect(page.getByText("1 session", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`q=${person.username}.*state=LOST_CONTACT`));
  await expect(ending).toBeFocused();

  const login = inHaiti(sessions[1]?.loginTime ?? new Date());
  await page.getByRole("link", { name: `Détails de la session de ${person.name}, ${login}` }).click();
  const sheet = page.getByRole("dialog", { name: `Session du ${login}` });
  await expect(sheet).toContainText("10.9.2.7");
  await expect(sheet).toContainText("2h 0m 0s");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page).not.toHaveURL(/session=/);
  await expect(page.getByText("1 session", { exact: true })).toBeVisible();
  await page.goBack();
  // The state before the last filter: the sheet stays closed.
  await expect(page.getByText("3 sessions", { exact: true })).toBeVisible();
});

test("choosing a filter keeps the typed days, and the fields follow the address", async ({ signIn }) => {
  const { person } = await makePast();
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/sessions?user=${person.id}`);
  const [from, to] = [page.getByLabel("Du", { exact: true }), page.getByLabel("au", { exact: true })];
  await from.fill("2025-11-01");
  await to.fill("2025-11-03");
  const role = page.getByLabel("Rôle");
  await role.focus();
  await role.selectOption({ label: "Secrétaire" });
  await expect(page).toHaveURL(/from=2025-11-01&to=2025-11-03&role=SECRETAIRE/);
  await expect(role).toBeFocused();
  await expect(page.getByText("Aucune session")).toBeVisible();
  await to.fill("2025-11-20");
  // A typed day is not sent when its field loses the focus.
  await page.getByRole("link", { name: "Journée" }).focus();
  await expect(page).toHaveURL(/to=2025-11-03/);
  await to.press("Enter");
  await expect(page).toHaveURL(/to=2025-11-20/);
  await page.goBack();
  await expect(to).toHaveValue("2025-11-03");
  await page.getByRole("link", { name: "Tout effacer" }).click();
  await expect(from).toHaveValue("");
  await expect(role).toHaveValue("");
});

test("without JavaScript, pages, order, network and user filters work and can be cleared", async ({
  signIn,
}) => {
  const { person, sessions } = await makePast();
  const page = await signIn("Fedanoir", { javaScriptEnabled: false });
  await page.goto(`/admin/sessions?user=${person.id}&sort=login&pageSize=2`);
  const logins = page.getByRole("link", { name: /^Détails de la session/ });
  const [newest = "", middle = "", oldest = ""] = sessions.map(({ loginTime }) => inHaiti(loginTime));
  await expect(logins).toHaveText([oldest, middle]);
  await page.getByRole("link", { name: "Suivante" }).click();
  await expect(logins).toHaveText([newest]);
  await page.getByRole("link", { name: "Précédente" }).click();
  await expect(logins).toHaveText([oldest, middle]);

  await page.goto(`/admin/sessions?user=${person.id}&address=10.9.3.0/24`);
  await expect(page.getByText(`Sessions : ${person.name}`)).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.goto(`/admin/sessions?user=${person.id}&address=10.9`);
  await expect(page.getByText(/10\.9\s» n.est ni une adresse/)).toBeVisible();
  await page.getByRole("link", { name: "Voir tout le monde" }).click();
  await expect(page.getByText(`Sessions : ${person.name}`)).toBeHidden();
});

test("clearing a rarely used filter keeps the focus on its field", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.goto("/admin/sessions?browser=firefox");
  const browser = page.getByLabel("Navigateur", { exact: true });
  await browser.focus();
  await browser.selectOption("");
  await expect(page).not.toHaveURL(/firefox/);
  await expect(page.getByText(/^\d+ sessions?$/)).toBeVisible();
  await expect(browser).toBeFocused();
});

test("after signing in to see a session, closing it leads to the history", async ({ anonymous: page }) => {
  const { sessions } = await makePast();
  await page.goto(`/admin/sessions?session=${sessions[0]?.id}`);
  // An administrator who has signed in rarely: the other tests open many sessions of the sample accounts.
  const passwordHash = await hashPassword(PASSWORD);
  await signInByForm(page, (await makeUser({ role: "ADMIN", passwordHash })).username, PASSWORD);
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("10.9.1.7");
  await page.locator("dialog:modal").waitFor(); // the script runs
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL("/admin/sessions");
  await expect(sheet).toBeHidden();
});

test("the sheet of a session shows both of its devices and when network and browser changed", async ({
  signIn,
}) => {
  const session = await makeSession(await makeUser(), { ipAddress: "10.9.1.7", userAgent: AGENTS.chrome });
  const page = await signIn("Fedanoir");
  const contact = { sessionKeyHash: session.sessionKey, active: true };
  touchSession({ ...contact, ipAddress: "198.51.100.7", userAgent: AGENTS.phone });
  await flushContact(currentLimits());
  await page.goto(`/admin/sessions?session=${session.id}`);
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText(/Premier appareil\s*Chrome.*Windows.*Dernier appareil\s*Safari/);
  await expect(sheet).toContainText("Adresse et navigateur changés");
});
