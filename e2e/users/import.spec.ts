import { check } from "@/e2e/support/axe";
import { expect, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";

const HEADING = "username,name,role,email";
const unique = (prefix: string) => `${prefix}${crypto.randomUUID().slice(0, 8)}`;
const csv = (text: string | Buffer) => ({
  name: "personnes.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

test("an import does what its preview shows; the same file again changes nothing", async ({ signIn }) => {
  const [one, two] = [unique("un."), unique("deux.")];
  const there = await makeUser({ username: unique("la."), name: "Ancien Nom" });
  const file = csv(
    `${HEADING},téléphone\n${one},Personne Une,SECRETAIRE,\n${two},Personne Deux,Sekretè,\n${there.username.toUpperCase()},Nouveau Nom,archives,a@b.ht\n`,
  );
  const page = await signIn("admin001");
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Importer des utilisateurs" }).click();
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.getByText("2 personnes à ajouter, 1 à modifier.")).toBeVisible();
  await expect(page.getByText("Colonnes qui ne sont pas lues : téléphone.")).toBeVisible();
  const changed = page.getByRole("row", { name: /Nouveau Nom/ });
  await expect(changed).toContainText("Ancien Nom → Nouveau Nom");
  await expect(changed).toContainText(there.username);
  await expect(changed).toContainText("Archives");
  await check(page, "a file before it is imported");
  expect(await prisma.user.count({ where: { username: { in: [one, two] } } })).toBe(0);
  await page.getByRole("button", { name: "Importer 3 personnes" }).click();
  await expect(page.getByText("2 personnes ajoutées, 1 modifiée.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "2 codes d'activation" })).toBeFocused();
  expect(await prisma.user.count({ where: { username: { in: [one, two] }, passwordHash: null } })).toBe(2);
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.getByText("Personne à ajouter, 3 déjà à jour.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Importer/ })).toHaveCount(0);
});

test("the preview shows every wrong line with its remedy and offers no import", async ({ signIn }) => {
  const page = await signIn("admin001");
  await page.goto("/admin/users/import");
  const double = unique("double.");
  await page
    .locator("input[type=file]")
    .setInputFiles(
      csv(
        `${HEADING}\na b,Marie,chef,x\n${double},Zoé,ADMIN,\n${double.toUpperCase()},Zoé,ADMIN,\n<img src=x onerror=alert(1)>,"Je,an",ADMIN,,5\n`,
      ),
    );
  await expect(page.getByText("3 lignes à corriger")).toBeVisible();
  const wrong = page.getByRole("region", { name: /À corriger/ }).getByRole("listitem");
  await expect(wrong.filter({ hasText: "ligne 2" }).first()).toContainText("n'est pas un rôle");
  await expect(wrong.filter({ hasText: "ligne 4" }).first()).toContainText("est déjà à la ligne 3");
  await expect(page.getByText("<img src=x onerror=alert(1)>")).toBeVisible(); // shown as text
  await expect(page.getByRole("button", { name: /^Importer/ })).toHaveCount(0);
  await check(page, "a file to be corrected");
});

for (const [what, file, words] of [
  ["in Windows-1252", Buffer.from(`${HEADING}\nx,é,ADMIN,\n`, "latin1"), "CSV UTF-8"],
  ["with an unclosed quote", `${HEADING}\nx,"y,ADMIN,\n`, "jamais refermé"],
  ["with passwords", "username,name,role,password\nx,y,ADMIN,z\n", "ne se met jamais"],
  ["with a cell of 1 MB", `${HEADING}\nx,${"y".repeat(1_000_000)},ADMIN,\n`, "bien trop longue"],
  ["that is empty", "", "Le fichier est vide"],
] as const) {
  test(`a file ${what} is refused with an explanation`, async ({ signIn }) => {
    const page = await signIn("admin001");
    await page.goto("/admin/users/import");
    await page.locator("input[type=file]").setInputFiles(csv(file));
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  });
}

test("an import whose preview is out of date changes nothing and shows an alert", async ({ signIn }) => {
  const username = unique("entre.");
  const file = csv(`${HEADING}\n${username},Personne,ADMIN,\n`);
  const page = await signIn("admin001");
  await page.goto("/admin/users/import");
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.getByRole("button", { name: "Importer 1 personne" })).toBeVisible();
  await makeUser({ username, name: "Quelqu'un d'autre" });
  await page.getByRole("button", { name: "Importer 1 personne" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "entre-temps" })).toBeVisible();
  expect(await prisma.user.count({ where: { username, name: "Quelqu'un d'autre" } })).toBe(1);
});

test("a dropped file is previewed", async ({ signIn }) => {
  const page = await signIn("admin001");
  await page.goto("/admin/users/import");
  const data = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "lâché.csv", { type: "text/csv" }));
      return transfer;
    },
    `${HEADING}\n${unique("lache.")},Lâchée,ADMIN,\n`,
  );
  await page.getByText("Déposez un fichier CSV ici").dispatchEvent("drop", { dataTransfer: data });
  await expect(page.getByText("1 personne à ajouter.")).toBeVisible();
  await expect(page.getByText("lâché.csv")).toBeVisible();
});
