import type { Page } from "@playwright/test";
import { backdateSession, inHaiti, openSessionIdOf, timesOf } from "@/e2e/support/backdate-session";
import { withDatabaseDown } from "@/e2e/support/faults";
import { expect, test } from "@/e2e/support/fixtures";
import { openTab } from "@/e2e/support/tab";
import { prisma } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import { makeUser } from "@/lib/testing/records/factories";

/*
 * The sign-in page shows the reason that the server knows. Negative control: a page that reads the reason
 * from its address.
 */

const WORDS: [reason: EndReason, words: string, advice: string][] = [
  ["REVOKED", "Un administrateur a mis fin à votre session le {at}.", "Reconnectez-vous"],
  [
    "IDLE_TIMEOUT",
    "Votre session a expiré le {at}, après 60 minutes sans activité.",
    "Veuillez vous reconnecter.",
  ],
  ["MAX_AGE", "Votre session a expiré le {at}, 12 heures après la connexion.", "Veuillez vous reconnecter."],
  ["LOST_CONTACT", "s'est perdu le ≈ {at}.", "Veuillez vous reconnecter."],
  ["REPLACED", "Votre session a pris fin le {at} : vous en aviez trop d'ouvertes", "Reconnectez-vous"],
  ["PASSWORD_CHANGED", "Votre mot de passe a été changé le {at}.", "Connectez-vous avec le nouveau"],
  ["ROLE_CHANGED", "Votre rôle a été changé le {at}.", "Reconnectez-vous pour continuer."],
  ["ACCOUNT_DISABLED", "Votre compte a été désactivé le {at}.", "Adressez-vous à un administrateur."],
];

/** The part of the text in Kreyòl and English that is different for each reason. */
const OTHER_WORDS: Record<string, [ht: string, en: string]> = {
  REVOKED: ["Yon administratè dekonekte w", "An administrator ended your session"],
  IDLE_TIMEOUT: ["san aktivite", "without activity"],
  MAX_AGE: ["apre koneksyon an", "after you signed in"],
  LOST_CONTACT: ["koneksyon an koupe ≈", "the connection was lost on ≈"],
  REPLACED: ["twòp sesyon", "too many open"],
  PASSWORD_CHANGED: ["Modpas ou te chanje", "Your password was changed"],
  ROLE_CHANGED: ["Wòl ou te chanje", "Your role was changed"],
  ACCOUNT_DISABLED: ["Kont ou dezaktive depi", "Your account was disabled"],
};

for (const [reason, words, advice] of WORDS) {
  test(`after ${reason}, the open page leads to the sign-in form with the reason`, async ({ signIn }) => {
    const { username } = await makeUser();
    const page = await signIn(username);
    const sessionId = await openSessionIdOf(username);
    const at = new Date(Date.now() - 3_600_000);
    const loginTime = new Date(at.getTime() - 12 * 3_600_000);
    const lastActivityAt = new Date(at.getTime() - 3_600_000);
    await prisma.userSession.update({
      where: { id: sessionId },
      data: {
        loginTime,
        lastActivityAt,
        lastContactAt: lastActivityAt,
        logoutTime: at,
        isActive: false,
        endReason: reason,
      },
      select: { id: true },
    });
    await page.goto("/me?page=1");
    await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fme%3Fpage%3D1$/);
    await expect(notice(page)).toContainText(words.replace("{at}", inHaiti(at)));
    await expect(notice(page)).toContainText(advice);
    await expect(page.getByRole("button", { name: "Se connecter" })).toBeEnabled();
    const [ht = "", en = ""] = OTHER_WORDS[reason] ?? [];
    await page.getByRole("button", { name: "Kreyòl" }).click();
    await expect(notice(page)).toContainText(ht);
    await expect(notice(page)).toContainText(inHaiti(at));
    await page.getByRole("button", { name: "English" }).click();
    await expect(notice(page)).toContainText(en);
    await expect(notice(page)).toContainText(inHaiti(at));
  });
}

/*
 * Negative control: a page that only reads `logoutTime` shows no reason here and redirects in a loop with the
 * guard, which also applies the limits.
 */
test("the reason is shown even before the ending is written to the database", async ({ signIn }) => {
  const { username } = await makeUser();
  const page = await signIn(username);
  const sessionId = await openSessionIdOf(username);
  await backdateSession(sessionId, { login: 180, activity: 150, contact: 120 });
  const { lastContactAt } = await timesOf(sessionId);
  await page.goto("/me");
  await expect(notice(page)).toContainText(`s'est perdu le ≈ ${inHaiti(lastContactAt)}.`);
});

test("a disabled account whose session has not ended is shown no reason", async ({ signIn }) => {
  const { id, username } = await makeUser();
  const page = await signIn(username);
  await prisma.user.update({ where: { id }, data: { disabledAt: new Date() }, select: { id: true } });
  await page.goto("/me");
  await expect(page).toHaveURL(/\/login/);
  await expect(notice(page)).toHaveText("Entrez avec le compte que votre administrateur vous a donné.");
});

test("no parameter of the address makes the page show a reason", async ({ anonymous: page }) => {
  await page.goto("/login?expired=1&signedOut=1&reason=REVOKED&ended=REVOKED");
  await expect(notice(page)).toHaveText("Entrez avec le compte que votre administrateur vous a donné.");
});

test("signing out is confirmed in every tab of the browser, for two minutes at most", async ({ signIn }) => {
  const { username } = await makeUser();
  const page = await signIn(username);
  const other = await page.context().newPage();
  const tab = await openTab(other);
  await page.goto("/me");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(notice(page)).toHaveText("Vous êtes déconnecté.");
  expect((await tab.turn()).status).toBe(401);
  await expect(notice(other)).toHaveText("Vous êtes déconnecté.");
  const [confirmation] = await page.context().cookies();
  expect(confirmation).toMatchObject({ name: "konekte.signed-out", httpOnly: true, sameSite: "Lax" });
  expect(confirmation?.expires).toBeLessThan(Date.now() / 1000 + 120);
});

test("/login redirects an open session; without the database it shows no reason", async ({ signIn }) => {
  const { username } = await makeUser();
  const page = await signIn(username);
  await page.goto("/login?callbackUrl=%2Fme%3Fpage%3D1");
  await expect(page).toHaveURL(/\/me\?page=1$/);
  await withDatabaseDown(async () => {
    await page.goto("/login");
    await expect(page.getByLabel("Nom d'utilisateur")).toBeVisible();
    await expect(notice(page)).toHaveText("Entrez avec le compte que votre administrateur vous a donné.");
  });
});

function notice(page: Page) {
  return page.getByRole("status").first();
}
