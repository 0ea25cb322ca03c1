import type { Page } from "@playwright/test";
import { openSessionIdOf } from "@/e2e/support/backdate-session";
import { expect, test } from "@/e2e/support/fixtures";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/*
 * Each ending that a user or an administrator causes, as both sides see it at that moment: the open tab goes
 * to the reason by itself, and the administrator's page changes by itself. Endings by a time limit are in
 * session-ends.spec.ts.
 * Negative controls: a product without the triggers of the migration `endings`; a tab without a stream.
 */
test.describe.configure({ timeout: 60_000 }); // two browsers

const PASSWORD = "correct horse battery";

interface Sides {
  person: { id: string; username: string; name: string };
  /** The open tab of the session that ends. */
  tab: Page;
  /** A page of another administrator than the one who watches. */
  admin: Page;
}

interface Ending {
  reason: EndReason;
  /** Causes the ending. */
  make: (sides: Sides) => Promise<unknown>;
  /** Text of the sign-in page to which the tab goes. */
  read: string;
  /** Text in the administrator's table of endings. */
  seen: string;
}

const ENDINGS: Ending[] = [
  {
    reason: "SIGNED_OUT",
    make: ({ tab }) => tab.getByRole("button", { name: "Se déconnecter" }).click(),
    read: "Vous êtes déconnecté.",
    seen: "Déconnexion volontaire",
  },
  {
    reason: "REVOKED",
    async make({ admin, person }) {
      await admin.goto(`/admin/users/${person.id}`);
      await admin.getByRole("button", { name: "Déconnecter partout" }).click();
      await admin.getByLabel("Motif").fill("Poste partagé");
      await admin.getByRole("button", { name: "Déconnecter", exact: true }).click();
      await admin.getByRole("button", { name: "Déconnecter maintenant" }).click();
    },
    read: "Administrateur 001 a mis fin à votre session",
    seen: "Déconnecté par Administrateur 001",
  },
  {
    reason: "REPLACED",
    async make({ person }) {
      for (let n = 0; n < 3; n++) await openSessionOf(person.username);
    },
    read: "vous en aviez trop d'ouvertes",
    seen: "Remplacée par une autre session",
  },
  {
    reason: "PASSWORD_CHANGED",
    async make({ person, tab }) {
      const context = await tab.context().browser()?.newContext();
      const other = await context?.newPage();
      if (!other) throw new Error("no other browser context");
      const { cookie } = await openSessionOf(person.username);
      await other.context().addCookies([{ ...cookie, url: tab.url(), httpOnly: true, sameSite: "Lax" }]);
      await other.goto(tab.url());
      await other.locator("summary", { hasText: "Changer mon mot de passe" }).click();
      const form = other.locator("form").filter({ hasText: "Nouveau mot de passe" });
      await form.getByLabel("Mot de passe actuel").fill(PASSWORD);
      await form.getByLabel("Nouveau mot de passe").fill("trois chèvres bleues");
      await form.getByRole("button", { name: "Changer mon mot de passe" }).click();
      await expect(other.getByText("Votre mot de passe est changé.")).toBeVisible();
      await other.context().close();
    },
    read: "Votre mot de passe a été changé",
    seen: "Mot de passe changé",
  },
  {
    reason: "ROLE_CHANGED",
    async make({ admin, person }) {
      await admin.goto(`/admin/users/${person.id}`);
      await admin.locator("summary", { hasText: "Modifier" }).click();
      await admin.getByLabel("Rôle").selectOption("ARCHIVES");
      await admin.getByRole("button", { name: "Enregistrer" }).click();
    },
    read: "Votre rôle a été changé",
    seen: "Rôle changé",
  },
  {
    reason: "ACCOUNT_DISABLED",
    async make({ admin, person }) {
      await admin.goto(`/admin/users/${person.id}`);
      await admin.getByRole("button", { name: "Désactiver" }).click();
      await admin.getByRole("dialog").getByRole("button", { name: "Désactiver" }).click();
    },
    read: "Votre compte a été désactivé",
    seen: "Compte désactivé",
  },
];

for (const { reason, make, read, seen } of ENDINGS) {
  test(`${reason}: the tab shows the reason by itself, and the administrator sees the ending`, async ({
    signIn,
  }) => {
    const passwordHash = await hashPassword(PASSWORD);
    const person = await makeUser({ name: `Fin ${crypto.randomUUID().slice(0, 8)}`, passwordHash });
    const tab = await signIn(person.username);
    const sessionId = await openSessionIdOf(person.username);
    const stream = tab.waitForResponse("**/api/live");
    await tab.goto("/me");
    expect((await stream).status()).toBe(200);
    const watching = await signIn("Fedanoir");
    await watching.goto(`/admin/active-users?q=${encodeURIComponent(person.name)}`);
    await expect(watching.getByRole("status").filter({ hasText: "En direct" })).toBeVisible();
    const admin = await signIn("admin001");

    await make({ person, tab, admin });
    await expect(tab).toHaveURL(/\/login/);
    await expect(tab.getByRole("status").first()).toContainText(read);
    // Screen readers announce no status that a new page already contains, so the focused field refers to it.
    await expect(tab.getByLabel("Nom d'utilisateur")).toHaveAccessibleDescription(new RegExp(read));
    if (reason === "REVOKED") await expect(tab.getByText("Motif : Poste partagé")).toBeVisible();
    const ended = watching.getByRole("region", { name: "Récemment déconnectés" }).getByRole("row");
    await expect(ended.filter({ hasText: person.name }).filter({ hasText: seen })).toBeVisible();
    const { endReason } = await prisma.userSession.findUniqueOrThrow({
      where: { id: sessionId },
      select: { endReason: true },
    });
    expect(endReason).toBe(reason);
  });
}

/* Negative control: a tab that keeps its stream while it is hidden. */
test("a hidden tab closes its stream; when it is shown again, it goes to /login", async ({ signIn }) => {
  const person = await makeUser();
  const tab = await signIn(person.username);
  const stream = tab.waitForResponse("**/api/live");
  await tab.goto("/me");
  await stream;
  const closed = tab.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/live"));
  await tab.evaluate(setHidden, true);
  await closed;
  const report = tab.waitForResponse("**/api/contact");
  await prisma.$executeRaw`
    UPDATE user_session SET logout_time = login_time, is_active = false, end_reason = 'REVOKED'
    WHERE id = ${await openSessionIdOf(person.username)}::uuid`;
  expect(new URL(tab.url()).pathname).toBe("/me");
  await tab.evaluate(setHidden, false);
  expect((await report).status()).toBe(401);
  await expect(tab).toHaveURL(/\/login/);
});

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}
