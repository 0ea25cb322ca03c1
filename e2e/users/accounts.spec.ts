import type { Locator, Page } from "@playwright/test";
import { check } from "@/e2e/support/axe";
import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { hashPassword } from "@/lib/auth/password/password";
import { addFailure, nameCounter } from "@/lib/auth/sign-in/throttle";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";
import { usernameKey } from "@/lib/users/username";

const CODE = /([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/;

const unique = (prefix: string) => `${prefix}${crypto.randomUUID().slice(0, 8)}`;
const endingOf = async (id: string) =>
  (await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { endReason: true } })).endReason;

/** Opens the form of a new account from the list of accounts and fills in the name. */
async function openAddForm(page: Page): Promise<void> {
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Ajouter une personne" }).click();
  await page.getByLabel("Nom, tel qu'il s'affiche").fill("Personne Ajoutée");
}

async function submitUsername(page: Page, username: string): Promise<void> {
  await page.getByLabel("Nom d'utilisateur").fill(username);
  await page.getByRole("button", { name: "Ajouter et créer le code" }).click();
}

/** Submits the form of a new account and returns the activation code that is shown then. */
async function addAccount(page: Page, username: string): Promise<string> {
  await page.getByLabel("Rôle", { exact: true }).selectOption("ARCHIVES");
  await submitUsername(page, username);
  const code = (await page.getByText(CODE).textContent()) ?? "";
  await expect(page.getByRole("heading", { name: "Code d'activation" })).toBeFocused();
  return code;
}

test("the form refuses an invalid and a taken username, then shows the code of the new account", async ({
  signIn,
}) => {
  const page = await signIn("admin001");
  await openAddForm(page);
  await submitUsername(page, "a b");
  await expect(page.getByText("n'accepte que des lettres")).toBeVisible();
  await submitUsername(page, "HANTZ123");
  await expect(page.getByRole("alert").filter({ hasText: "déjà pris" })).toBeVisible();
  await addAccount(page, unique("ajout."));
  await check(page, "an account that was added");
});

test("the owner of a new account chooses a password with its code and is signed in", async ({
  signIn,
  anonymous,
}) => {
  const page = await signIn("admin001");
  const username = unique("ajout.");
  await openAddForm(page);
  const code = await addAccount(page, username);

  await anonymous.goto("/activate");
  await anonymous.getByLabel("Code d'activation").fill(code);
  await anonymous.getByRole("button", { name: "Continuer" }).click();
  await anonymous.getByLabel("Nouveau mot de passe").fill("trois chèvres bleues");
  await anonymous.getByRole("button", { name: "Choisir ce mot de passe et me connecter" }).click();
  await expect(anonymous).toHaveURL(/\/me$/);
  const { id } = await prisma.user.findUniqueOrThrow({
    where: { usernameKey: usernameKey(username) },
    select: { id: true },
  });
  const events = await prisma.activityEvent.findMany({
    where: { subjectId: id },
    orderBy: { id: "asc" },
    select: { type: true },
  });
  expect(events.map(({ type }) => type)).toEqual(["user.created", "user.activated", "session.opened"]);
});

/** Inserts 31 accounts, one of them disabled, and opens the list with a search for them. */
async function openLongList(page: Page): Promise<{ tag: string; names: Locator }> {
  const tag = unique("page");
  for (let n = 10; n < 40; n++)
    await makeUser({ name: `${tag} ${n}`, role: n < 20 ? "DIRECTEUR" : "ARCHIVES" });
  await makeUser({ name: `${tag} parti`, disabledAt: new Date() });
  await page.goto(`/admin/users?q=${tag}`);
  const names = page.getByRole("rowheader");
  await expect(names).toHaveCount(25);
  return { tag, names };
}

test("a search in the list of accounts is paged by addresses", async ({ signIn }) => {
  const page = await signIn("admin001");
  const { tag, names } = await openLongList(page);
  await expect(page.getByText("31 comptes")).toBeVisible();
  await page.getByRole("link", { name: "Suivante" }).click();
  await expect(names).toHaveCount(6);
  await expect(page).toHaveURL(/after=/);
  await page.getByRole("link", { name: "Précédente" }).click();
  await expect(names).toHaveCount(25);
  await expect(names.first()).toContainText(`${tag} 10`);
});

test("a search in the list of accounts is narrowed by role and status", async ({ signIn }) => {
  const page = await signIn("admin001");
  const { names } = await openLongList(page);
  await page.getByRole("link", { name: "Suivante" }).click();
  await expect(page).toHaveURL(/after=/);
  await page.getByLabel("Rôle", { exact: true }).selectOption("DIRECTEUR");
  await expect(names).toHaveCount(10);
  await expect(page).not.toHaveURL(/after=|before=/);
  await page.getByLabel("Compte", { exact: true }).selectOption("disabled");
  await expect(page.getByText("Aucun compte ne correspond.")).toBeVisible();
  await page.getByLabel("Rôle", { exact: true }).selectOption("");
  await expect(names).toHaveCount(1);
  await check(page, "a list of accounts");
});

/**
 * Inserts two users with an open session each, selects both in the list and opens the dialog that
 * confirms disabling.
 */
async function askToDisableTwo(page: Page) {
  const tag = unique("lot");
  const users = [await makeUser({ name: `${tag} un` }), await makeUser({ name: `${tag} deux` })];
  await prisma.user.updateMany({ where: { name: { startsWith: tag } }, data: { passwordHash: "-" } });
  const sessions = await Promise.all(users.map(({ username }) => openSessionOf(username)));
  await page.goto(`/admin/users?q=${tag}`);
  await page.getByLabel("Choisir toute la page").check();
  const disable = page.getByRole("region", { name: "2 choisis" }).getByRole("button", { name: "Désactiver" });
  await disable.click();
  const dialog = page.getByRole("dialog", { name: "Désactiver ces 2 comptes ?" });
  await expect(dialog).toContainText(`${tag} un`);
  return { tag, sessions, disable, dialog };
}

test('Escape and "Annuler" close the dialog before disabling, and no session ends', async ({ signIn }) => {
  const page = await signIn("admin001");
  const { sessions, disable, dialog } = await askToDisableTwo(page);
  await check(page, "the dialog before disabling");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await disable.click();
  await dialog.getByRole("button", { name: "Annuler" }).click();
  await expect(dialog).toBeHidden();
  await expect(disable).toBeFocused();
  for (const { sessionId } of sessions) expect(await endingOf(sessionId)).toBeNull();
  await disable.click(); // the same accounts can be disabled after all
  await dialog.getByRole("button", { name: "Désactiver" }).click();
  await expect(page.getByText("2 comptes désactivés.")).toBeVisible();
});

test("disabling two accounts ends their sessions, and one of them is enabled again", async ({ signIn }) => {
  const page = await signIn("admin001");
  const { tag, sessions, dialog } = await askToDisableTwo(page);
  await dialog.getByRole("button", { name: "Désactiver" }).click();
  await expect(page.getByText("2 comptes désactivés.")).toBeVisible();
  for (const { sessionId } of sessions) expect(await endingOf(sessionId)).toBe("ACCOUNT_DISABLED");
  await expect(page.getByRole("row", { name: new RegExp(`${tag} un`) })).toContainText("Désactivé");
  await page.getByLabel(`Choisir ${tag} un`).check();
  await page.getByRole("button", { name: "Réactiver" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Réactiver" }).click();
  await expect(page.getByText("Compte réactivé.")).toBeVisible();
});

/**
 * Inserts two users, selects both in the list and creates a new code for each.
 *
 * @returns the tag in their names
 */
async function createTwoCodes(page: Page): Promise<string> {
  const tag = unique("codes");
  await makeUser({ name: `=${tag} un` });
  await makeUser({ name: `${tag} deux` });
  await page.goto(`/admin/users?q=${tag}`);
  await page.getByLabel("Choisir toute la page").check();
  await page.getByRole("button", { name: "Nouveau code" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Nouveau code" }).click();
  await expect(page.getByRole("heading", { name: "2 codes d'activation" })).toBeFocused();
  await expect(page.getByText(CODE)).toHaveCount(2);
  return tag;
}

test("the codes of several accounts are saved as a CSV file without formulas", async ({ signIn }) => {
  const page = await signIn("admin001");
  const tag = await createTwoCodes(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Enregistrer (CSV)" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("codes.csv");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  const file = Buffer.concat(chunks).toString("utf8");
  expect(file).toContain(`"'=${tag} un"`);
  expect(file.match(new RegExp(CODE, "g"))).toHaveLength(2);
});

test("the codes of several accounts are printed as slips, without the list", async ({ signIn }) => {
  const page = await signIn("admin001");
  await createTwoCodes(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("/activate, entrez ce code").first()).toBeVisible();
  await expect(page.getByRole("table")).toBeHidden();
});

test("on the user's page, printing shows only the slip with the code", async ({ signIn }) => {
  const { id } = await makeUser();
  const page = await signIn("admin001");
  await page.goto(`/admin/users/${id}`);
  await page.getByRole("button", { name: "Nouveau code" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Nouveau code" }).click();
  await expect(page.getByText(CODE)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("/activate, entrez ce code")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeHidden();
});

async function openEditForm(page: Page, userId: string): Promise<void> {
  await page.goto(`/admin/users/${userId}`);
  await page.locator("summary", { hasText: "Modifier" }).click();
}

async function changeRole(page: Page): Promise<void> {
  await page.getByLabel("Rôle", { exact: true }).selectOption("DIRECTEUR");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Directeur").first()).toBeVisible();
}

test("changing the role on the user's page ends the user's sessions", async ({ signIn }) => {
  const user = await makeUser({ name: unique("Rôle "), passwordHash: "-" });
  const { sessionId } = await openSessionOf(user.username);
  const page = await signIn("admin001");
  await openEditForm(page, user.id);
  await changeRole(page);
  await expect.poll(() => endingOf(sessionId)).toBe("ROLE_CHANGED");
});

test("an administrator who saves an outdated form changes nothing and sees the new data", async ({
  signIn,
}) => {
  const user = await makeUser({ name: unique("Rôle "), passwordHash: "-" });
  const [first, second] = [await signIn("admin001"), await signIn("admin_test")];
  for (const page of [first, second]) await openEditForm(page, user.id);
  await changeRole(first);
  await second.getByLabel("Nom, tel qu'il s'affiche").fill("Écrasé");
  await second.getByRole("button", { name: "Enregistrer" }).click();
  await expect(second.getByRole("alert").filter({ hasText: "Quelqu'un d'autre a modifié" })).toBeVisible();
  await expect(second.getByLabel("Rôle", { exact: true })).toHaveValue("DIRECTEUR");
  expect(await prisma.user.count({ where: { id: user.id, name: user.name } })).toBe(1);
  await check(second, "a user's account");
});

test("administrators cannot disable themselves, on their page or in the list", async ({ signIn }) => {
  const page = await signIn("admin001");
  const { id } = await prisma.user.findUniqueOrThrow({
    where: { usernameKey: "admin001" },
    select: { id: true },
  });
  await page.goto(`/admin/users/${id}`);
  await expect(page.getByText("C'est votre compte")).toBeVisible();
  await expect(page.getByRole("button", { name: "Désactiver" })).toHaveCount(0);
  await page.goto("/admin/users?q=admin001");
  await page.getByLabel("Choisir toute la page").check();
  await page.getByRole("button", { name: "Désactiver" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Désactiver" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "pour soi-même" })).toBeVisible();
});

test("a user with too many failed sign-ins is unlocked and signs in", async ({ signIn, anonymous }) => {
  const PASSWORD = "correct horse battery";
  const user = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  for (let n = 0; n < 7; n++) await addFailure(nameCounter(usernameKey(user.username)));
  await signInByForm(anonymous, user.username, PASSWORD);
  await expect(anonymous.getByRole("alert").filter({ hasText: "Réessayez dans" })).toBeVisible();
  const page = await signIn("admin001");
  await page.goto(`/admin/users?q=${user.username}`);
  await expect(page.getByRole("row", { name: new RegExp(user.username) })).toContainText("Verrouillé");
  await page.goto(`/admin/users/${user.id}`);
  await expect(page.getByText("Verrouillé")).toBeVisible();
  await page.getByRole("button", { name: "Débloquer" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Débloquer" }).click();
  await expect(page.getByText("Personne débloquée.")).toBeVisible();
  await signInByForm(anonymous, user.username, PASSWORD);
  await expect(anonymous).toHaveURL(/\/me$/);
});
