import { check } from "@/e2e/support/axe";
import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { resetPasswords } from "@/lib/users/reset-passwords";
import { SYSTEM } from "@/lib/viewer";

const PASSWORD = "trois chèvres bleues";

/** Inserts a user with an activation code. */
async function insertUserWithCode() {
  const user = await makeUser({ name: "Nouvelle Personne" });
  const { issued } = await prisma.$transaction((tx) => resetPasswords(tx, SYSTEM, [user.id]));
  return { ...user, code: issued[0]?.code ?? "" };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a user with a code chooses a password and is signed in", async ({ page }) => {
      const { username, code } = await insertUserWithCode();
      await page.goto("/login");
      await page.getByRole("link", { name: "Activer mon compte" }).click();
      await page.getByLabel("Code d'activation").fill(code.toLowerCase().replaceAll("-", " "));
      await page.getByRole("button", { name: "Continuer" }).click();
      await expect(page.getByText("Nouvelle Personne")).toBeVisible();
      await expect(page.getByText(`Votre nom d'utilisateur : ${username}`)).toBeVisible();
      expect(page.url(), "the address contains no code").toMatch(/\/activate$/);
      await page.getByLabel("Nouveau mot de passe").fill("motdepasse2024");
      await page.getByRole("button", { name: "Choisir ce mot de passe et me connecter" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "trop facile à deviner" })).toBeVisible();
      await page.getByLabel("Nouveau mot de passe").fill(PASSWORD);
      await page.getByRole("button", { name: "Choisir ce mot de passe et me connecter" }).click();
      await expect(page).toHaveURL(/\/me$/);
      await page.context().clearCookies({ name: "konekte.session" });
      await signInByForm(page, username, PASSWORD);
      await expect(page).toHaveURL(/\/me$/);
    });

    test("an invalid code is refused with an explanation and shows no user", async ({ page }) => {
      await page.goto("/activate");
      await page.getByLabel("Code d'activation").fill("0000-0000-0000-0000");
      await page.getByRole("button", { name: "Continuer" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "ne peut pas être utilisé" })).toBeVisible();
      await expect(page.getByLabel("Code d'activation")).toBeVisible();
    });
  });
}

test("a user who is not the owner goes back, and the code is removed from the browser", async ({ page }) => {
  const { code } = await insertUserWithCode();
  await page.goto("/activate");
  await page.getByLabel("Code d'activation").fill(code);
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("button", { name: "Ce n'est pas moi" }).click();
  await expect(page.getByLabel("Code d'activation")).toBeVisible();
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("konekte.activation");
});

test("while a password is typed, the page shows whether it is long enough", async ({ page }) => {
  const { code } = await insertUserWithCode();
  await page.goto("/activate");
  await page.getByLabel("Code d'activation").fill(code);
  await page.getByRole("button", { name: "Continuer" }).click();
  const password = page.getByLabel("Nouveau mot de passe");
  await password.pressSequentially("un mot");
  await expect(page.getByText("Encore 6 caractères.")).toBeVisible();
  await password.pressSequentially(" de plus");
  await expect(page.getByText("Assez long")).toBeVisible();
  await password.pressSequentially(" et encore");
  await expect(page.getByText("Bonne longueur.")).toBeVisible();
  await check(page, "a password that is chosen");
});

/* Negative control: a length that only typing changes, which shows nothing until the next key. */
test("what was typed before the scripts arrived counts", async ({ page }) => {
  const { code } = await insertUserWithCode();
  await page.goto("/activate");
  await page.getByLabel("Code d'activation").fill(code);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/_next/static/**/*.js", (route) => arrived.then(() => route.continue()));
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByLabel("Nouveau mot de passe").pressSequentially("un mot");
  await expect(page.getByRole("button", { name: "Afficher le mot de passe" })).toBeHidden();
  arrive();
  await expect(page.getByText("Encore 6 caractères.")).toBeVisible();
});

test("a code sent by another site is refused, and without a code no user is shown", async ({ http }) => {
  const { code, username } = await insertUserWithCode();
  const client = await http();
  const elsewhere = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
  expect((await client.post("/api/activation", { form: { code }, headers: elsewhere })).status()).toBe(403);
  const page = await client.get("/activate");
  expect(page.status()).toBe(200);
  expect(await page.text()).not.toContain(username);
  const early = await client.post("/api/activation/password", {
    form: { password: PASSWORD },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(early.status()).toBe(303);
  expect(early.headers().location).toBe("/activate?error=code");
});
