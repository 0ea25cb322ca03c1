import { check } from "@/e2e/support/axe";
import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { hashPassword } from "@/lib/auth/password/password";
import { countFailure, nameCounter } from "@/lib/auth/sign-in/throttle";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";
import { usernameKey } from "@/lib/users/username";

const CODE = /([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/;

const unique = (prefix: string) => `${prefix}${crypto.randomUUID().slice(0, 8)}`;
const endingOf = async (id: string) =>
  (await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { endReason: true } })).endReason;

test("an administrator adds a person, who chooses a password with the code and is in", async ({
  signIn,
  anonymous,
}) => {
  const page = await signIn("admin001");
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Ajouter une personne" }).click();
  const username = unique("ajout.");
  await page.getByLabel("Nom, tel qu'il s'affiche").fill("Personne Ajoutée");
  await page.getByLabel("Nom d'utilisateur").fill("a b");
  await page.getByRole("button", { name: "Ajouter et créer le code" }).click();
  await expect(page.getByText("n'accepte que des lettres")).toBeVisible();
  await page.getByLabel("Nom d'utilisateur").fill("HANTZ123");
  await page.getByRole("button", { name: "Ajouter et créer le code" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "déjà pris" })).toBeVisible();
  await page.getByLabel("Nom d'utilisateur").fill(username);
  await page.getByLabel("Rôle", { exact: true }).selectOption("ARCHIVES");
  await page.getByRole("button", { name: "Ajouter et créer le code" }).click();
  const code = (await page.getByText(CODE).textContent()) ?? "";
  await expect(page.getByRole("heading", { name: "Code d'activation" })).toBeFocused();
  await check(page, "a person who was added");

  await anonymous.goto("/activate");
  await anonymous.getByLabel("Code d'activation").fill(code);
  await anonymous.getByRole("button", { name: "Continuer" }).click();
  await anonymous.getByLabel("Nouveau mot de passe").fill("trois chèvres bleues");
  await anonymous.getByRole("button", { name: "Choisir ce mot de passe et me connecter" }).click();
  await expect(anonymous).toHaveURL(/\/me$/);
  const events = await prisma.activityEvent.findMany({
    where: {
      subjectId: (
        await prisma.user.findUniqueOrThrow({
          where: { usernameKey: usernameKey(username) },
          select: { id: true },
        })
      ).id,
    },
    orderBy: { id: "asc" },
    select: { type: true },
  });
  expect(events.map(({ type }) => type)).toEqual(["user.created", "user.activated", "session.opened"]);
});

test("people are found, narrowed and paged by addresses", async ({ signIn }) => {
  const tag = unique("page");
  for (let n = 10; n < 40; n++)
    await makeUser({ name: `${tag} ${n}`, role: n < 20 ? "DIRECTEUR" : "ARCHIVES" });
  await makeUser({ name: `${tag} parti`, disabledAt: new Date() });
  const page = await signIn("admin001");
  await page.goto(`/admin/users?q=${tag}`);
  const names = page.getByRole("rowheader");
  await expect(names).toHaveCount(25);
  await expect(page.getByText("31 comptes")).toBeVisible();
  await page.getByRole("link", { name: "Suivante" }).click();
  await expect(names).toHaveCount(6);
  await expect(page).toHaveURL(/after=/);
  await page.getByRole("link", { name: "Précédente" }).click();
  await expect(names).toHaveCount(25);
  await expect(names.first()).toContainText(`${tag} 10`);
  await page.getByLabel("Rôle", { exact: true }).selectOption("DIRECTEUR");
  await expect(names).toHaveCount(10);
  await page.getByLabel("Compte", { exact: true }).selectOption("disabled");
  await expect(page.getByText("Aucun compte ne correspond.")).toBeVisible();
  await page.getByLabel("Rôle", { exact: true }).selectOption("");
  await expect(names).toHaveCount(1);
  await check(page, "a list of accounts");
});

test("several people are disabled at once, after a question, and their sessions end; then enabled again", async ({
  signIn,
}) => {
  const tag = unique("lot");
  const people = [await makeUser({ name: `${tag} un` }), await makeUser({ name: `${tag} deux` })];
  await prisma.user.updateMany({ where: { name: { startsWith: tag } }, data: { passwordHash: "-" } });
  const sessions = await Promise.all(people.map(({ username }) => openSessionOf(username)));
  const page = await signIn("admin001");
  await page.goto(`/admin/users?q=${tag}`);
  await page.getByLabel("Choisir toute la page").check();
  const bar = page.getByRole("region", { name: "2 choisis" });
  await bar.getByRole("button", { name: "Désactiver" }).click();
  const dialog = page.getByRole("dialog", { name: "Désactiver ces 2 comptes ?" });
  await expect(dialog).toContainText(`${tag} un`);
  await check(page, "a question before it is done");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await bar.getByRole("button", { name: "Désactiver" }).click();
  await dialog.getByRole("button", { name: "Annuler" }).click();
  await expect(dialog).toBeHidden();
  await expect(bar.getByRole("button", { name: "Désactiver" })).toBeFocused();
  for (const { sessionId } of sessions) expect(await endingOf(sessionId)).toBeNull();
  await bar.getByRole("button", { name: "Désactiver" }).click();
  await dialog.getByRole("button", { name: "Désactiver" }).click();
  await expect(page.getByText("2 comptes désactivés.")).toBeVisible();
  for (const { sessionId } of sessions) expect(await endingOf(sessionId)).toBe("ACCOUNT_DISABLED");
  await expect(page.getByRole("row", { name: new RegExp(`${tag} un`) })).toContainText("Désactivé");
  await page.getByLabel(`Choisir ${tag} un`).check();
  await page.getByRole("button", { name: "Réactiver" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Réactiver" }).click();
  await expect(page.getByText("Compte réactivé.")).toBeVisible();
});

test("several people are given codes, which can be saved as a file and printed as slips", async ({
  signIn,
}) => {
  const tag = unique("codes");
  await makeUser({ name: `=${tag} un` });
  await makeUser({ name: `${tag} deux` });
  const page = await signIn("admin001");
  await page.goto(`/admin/users?q=${tag}`);
  await page.getByLabel("Choisir toute la page").check();
  await page.getByRole("button", { name: "Nouveau code" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Nouveau code" }).click();
  await expect(page.getByRole("heading", { name: "2 codes d'activation" })).toBeFocused();
  await expect(page.getByText(CODE)).toHaveCount(2);
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
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("/activate, entrez ce code").first()).toBeVisible();
  await expect(page.getByRole("table")).toBeHidden();
});

test("on a person's own page, too, a code is printed as a slip, and nothing else is", async ({ signIn }) => {
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

test("a person's role is changed on their page, which ends their sessions; who comes second is told", async ({
  signIn,
}) => {
  const user = await makeUser({ name: unique("Rôle "), passwordHash: "-" });
  const { sessionId } = await openSessionOf(user.username);
  const [first, second] = [await signIn("admin001"), await signIn("admin_test")];
  for (const page of [first, second]) {
    await page.goto(`/admin/users/${user.id}`);
    await page.locator("summary", { hasText: "Modifier" }).click();
  }
  await first.getByLabel("Rôle", { exact: true }).selectOption("DIRECTEUR");
  await first.getByRole("button", { name: "Enregistrer" }).click();
  await expect(first.getByText("Directeur").first()).toBeVisible();
  await expect.poll(() => endingOf(sessionId)).toBe("ROLE_CHANGED");
  await second.getByLabel("Nom, tel qu'il s'affiche").fill("Écrasé");
  await second.getByRole("button", { name: "Enregistrer" }).click();
  await expect(second.getByRole("alert").filter({ hasText: "Quelqu'un d'autre a modifié" })).toBeVisible();
  await expect(second.getByLabel("Rôle", { exact: true })).toHaveValue("DIRECTEUR");
  expect(await prisma.user.count({ where: { id: user.id, name: user.name } })).toBe(1);
  await check(second, "a person's account");
});

test("nobody shuts themselves out: not on the page, and not by asking the server", async ({ signIn }) => {
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

test("a person who tried too often is unlocked, and gets in", async ({ signIn, anonymous }) => {
  const PASSWORD = "correct horse battery";
  const user = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  for (let n = 0; n < 7; n++) await countFailure(nameCounter(usernameKey(user.username)));
  await signInByForm(anonymous, user.username, PASSWORD);
  await expect(anonymous.getByRole("alert").filter({ hasText: "incorrect" })).toBeVisible();
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
