import { inHaiti } from "@/e2e/support/backdate-session";
import { figureOf, refresh } from "@/e2e/support/dashboard";
import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { openTab } from "@/e2e/support/tab";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { prisma } from "@/lib/db/client";
import { deleteAllSessions } from "@/lib/testing/records/delete-all-sessions";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const MINUTE_MS = 60_000;
const REFRESH_S = 30;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

test.beforeEach(deleteAllSessions);

test("the figures match the database", async ({ signIn }) => {
  const people = await prisma.user.count();
  const [here, silent, gone] = await Promise.all([makeUser(), makeUser(), makeUser(), makeUser()]);
  await makeSession(here);
  await makeSession(here, { loginTime: ago(10), lastContactAt: ago(0), lastActivityAt: ago(0) });
  await makeSession(silent, { loginTime: ago(20) });
  const ended = await makeSession(gone, {
    loginTime: ago(61),
    logoutTime: ago(1),
    endReason: "LOST_CONTACT",
  });
  await makeSession(gone, { loginTime: ago(3000), logoutTime: ago(2990) });
  await prisma.refusedSignIn.create({ data: { quarter: ago(0), refusals: 3 } });

  const page = await signIn("Fedanoir");
  await page.goto("/");
  await expect(page).toHaveURL(/\/admin$/);
  await expect(figureOf(page, /En ligne/)).toHaveText(`2 En ligne sur ${people + 4} utilisateurs`);
  await expect(figureOf(page, /Absent/)).toHaveText("1 Absent");
  await expect(figureOf(page, /Session/)).toHaveText("4 Sessions ouvertes");
  const today = [ago(0), ago(0), ago(10), ago(20), ago(61)].filter(
    (at) => day(at) === day(new Date()),
  ).length;
  await expect(figureOf(page, /Connexion/)).toHaveText(`${today} Connexions aujourd'hui`);
  await expect(figureOf(page, /Refusée/)).toHaveText("3 Refusées aujourd'hui");
  // One of the four new users was never connected, but Fedanoir is connected now.
  await expect(figureOf(page, /Jamais/)).toHaveText(`${people} Jamais connectés`);

  const row = page
    .getByRole("region", { name: "Récemment déconnectés" })
    .getByRole("row", { name: gone?.name });
  await expect(row.first()).toContainText("Connexion perdue");
  await expect(row.first()).toContainText("1h 0m 0s");
  await expect(row.first().locator("time")).toHaveAttribute(
    "datetime",
    toLocalIso(ended.logoutTime ?? new Date(0), "America/Port-au-Prince"),
  );
});

for (const [words, address] of [
  [/En ligne/, "/admin/active-users"],
  [/Absent/, "/admin/active-users?status=away"],
  [/Jamais/, "/admin/active-users?status=never"],
] as const) {
  test(`the figure "${words.source}" links to ${address}`, async ({ signIn, origin }) => {
    const page = await signIn("Fedanoir");
    await page.goto("/admin");
    await figureOf(page, words).click();
    await expect(page).toHaveURL(origin + address);
    await expect(page.getByRole("heading", { level: 1, name: "Utilisateurs connectés" })).toBeVisible();
  });
}

/* Negative control: no refresh interval of SWR, or a reload instead of it. */
test("the dashboard refreshes every 30 s without a reload and marks changed figures", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await openTab(page, "/admin"); // only the test moves its clock
  await expect(figureOf(page, /En ligne/)).toContainText(/^1 /);
  const documents: string[] = [];
  let asked = 0;
  page.on("request", (request) => request.isNavigationRequest() && documents.push(request.url()));
  page.on("request", (request) => request.url().endsWith("/api/admin/dashboard") && asked++);
  await makeSession(await makeUser());
  asked = 0; // earlier requests, caused by the administrator's own sign-in, cannot include the new session
  for (let second = 0; second < REFRESH_S && asked === 0; second++) await page.clock.runFor(1000);
  await expect(figureOf(page, /En ligne/)).toContainText(/^2 /);
  await expect(figureOf(page, /En ligne/)).toHaveAttribute("data-changed");
  await expect(figureOf(page, /Refusée/)).not.toHaveAttribute("data-changed");
  await page.clock.runFor(2000);
  await expect(figureOf(page, /En ligne/)).not.toHaveAttribute("data-changed");
  expect(documents).toEqual([]);
});

test("a wrong password adds one refused sign-in to the figures", async ({ signIn, anonymous }) => {
  const page = await signIn("Fedanoir");
  await openTab(page, "/admin");
  await expect(figureOf(page, /Refusée/)).toHaveText("0 Refusée aujourd'hui");
  await signInByForm(anonymous, "Peterson002", "not the right password");
  await expect(anonymous.getByRole("alert").filter({ hasText: "incorrect" })).toBeVisible();
  await expect(async () => {
    await refresh(page); // the product writes refusals every two seconds
    await expect(figureOf(page, /Refusée/)).toHaveText("1 Refusée aujourd'hui", { timeout: 500 });
  }).toPass();
});

test("a failed refresh shows a message and keeps the figures; a later success removes it", async ({
  signIn,
}) => {
  const page = await signIn("Fedanoir");
  await openTab(page, "/admin");
  await expect(figureOf(page, /En ligne/)).toContainText(/^1 /);
  await page.route("**/api/admin/dashboard", (route) => route.abort());
  await page.getByRole("button", { name: "Actualiser" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Le serveur est injoignable" })).toBeVisible();
  await expect(figureOf(page, /En ligne/)).toContainText(/^1 /);
  await page.unroute("**/api/admin/dashboard");
  await makeSession(await makeUser());
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(figureOf(page, /En ligne/)).toContainText(/^2 /);
  await expect(page.getByText("Le serveur est injoignable")).toBeHidden();
});

test("an administrator whose session has ended goes to /login with the way back", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await openTab(page, "/admin");
  await expect(figureOf(page, /En ligne/)).toBeVisible();
  await prisma.$executeRaw`
    UPDATE user_session SET logout_time = login_time, is_active = false, end_reason = 'REVOKED'
    WHERE logout_time IS NULL`;
  await page.getByRole("button", { name: "Actualiser" }).click();
  await expect(page).toHaveURL(/\/login\?.*callbackUrl=%2Fadmin/);
});

test("without any history, the dashboard shows zero figures and an explanation", async ({ signIn }) => {
  const page = await signIn("Fedanoir", { javaScriptEnabled: false });
  await page.goto("/admin");
  await expect(figureOf(page, /En ligne/)).toContainText(/^1 /);
  await expect(figureOf(page, /Refusée/)).toHaveText("0 Refusée aujourd'hui");
  await expect(page.getByText("Aucune session ne s'est encore terminée.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Les dernières 24 heures" })).toBeVisible();
});

function day(at: Date): string {
  return inHaiti(at).slice(0, 10);
}
