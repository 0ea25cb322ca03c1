import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";

const LANGUAGES = [
  {
    code: "fr",
    name: "Français",
    heading: "Utilisateurs connectés",
    signOut: "Se déconnecter",
    signIn: "Connexion",
  },
  { code: "ht", name: "Kreyòl", heading: "Itilizatè ki konekte", signOut: "Dekonekte", signIn: "Koneksyon" },
  { code: "en", name: "English", heading: "Connected users", signOut: "Sign out", signIn: "Sign in" },
] as const;

test("the interface is in French by default, whatever the browser prefers", async ({ browser, origin }) => {
  const context = await browser.newContext({ locale: "en-US" });
  const page = await context.newPage();
  await page.goto(`${origin}/login`);
  await expectLanguage(page, "fr", "Connexion");
  await context.close();
});

test("each language has a button in that language, which switches to it and is marked", async ({
  signIn,
}) => {
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  for (const { code, name, heading } of [...LANGUAGES].reverse()) {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toHaveAttribute("lang", code);
    await button.click();
    await expectLanguage(page, code, heading);
    await expect(page).toHaveTitle(`${heading} · Konekte`);
    for (const other of LANGUAGES) await expectPressed(page, other.name, other.code === code);
  }
});

test("a chosen language applies to every page of this browser only, also after signing out", async ({
  signIn,
}) => {
  const page = await signIn("Hantz123");
  await page.goto("/me");
  await page.getByRole("button", { name: "Kreyòl" }).click();
  await expectLanguage(page, "ht", "Koneksyon mwen yo");
  const later = await page.context().newPage();
  await later.goto("/me");
  await expectLanguage(later, "ht", "Koneksyon mwen yo");
  await page.getByRole("button", { name: "Dekonekte" }).click();
  await expectLanguage(page, "ht", "Koneksyon");

  const elsewhere = await signIn("Hantz123");
  await elsewhere.goto("/me");
  await expectLanguage(elsewhere, "fr", "Mes connexions");
});

test("the sign-in page can change its language and keeps the callbackUrl", async ({ anonymous }) => {
  await anonymous.goto("/me?page=1");
  for (const { code, name, signIn } of LANGUAGES) {
    await anonymous.getByRole("button", { name, exact: true }).click();
    await expectLanguage(anonymous, code, signIn);
    await expect(anonymous).toHaveURL(/\/login\?callbackUrl=%2Fme%3Fpage%3D1$/);
  }
});

test("a language is chosen without JavaScript, and the address stays the same", async ({ signIn }) => {
  const page = await signIn("Fedanoir", { javaScriptEnabled: false });
  await page.goto("/admin/active-users?q=ha&sort=-role");
  for (const { code, name, heading } of LANGUAGES) {
    await page.getByRole("button", { name, exact: true }).click();
    await expectLanguage(page, code, heading);
    await expect(page).toHaveURL(/\/admin\/active-users\?q=ha&sort=-role$/);
  }
});

/* Negative control: a form that returns to the address that the server rendered loses the later search. */
test("changing the language keeps a search that was typed since the page was rendered", async ({
  signIn,
}) => {
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  await page.getByRole("searchbox").fill("hantz");
  await expect(page).toHaveURL(/\?q=hantz$/);
  await page.getByRole("button", { name: "English" }).click();
  await expectLanguage(page, "en", "Connected users");
  await expect(page).toHaveURL(/\/admin\/active-users\?q=hantz$/);
  await expect(page.getByRole("searchbox")).toHaveValue("hantz");
});

test("a language cookie with an unknown value means French", async ({ anonymous, origin }) => {
  for (const value of ["de", "HT", "../en", "%00", "fr-HT", ""]) {
    await anonymous.context().addCookies([{ name: "konekte.language", value, url: origin }]);
    await anonymous.goto("/login");
    await expectLanguage(anonymous, "fr", "Connexion");
  }
});

test("error pages use the chosen language, too", async ({ signIn, origin }) => {
  const page = await signIn("Hantz123");
  await page.context().addCookies([{ name: "konekte.language", value: "ht", url: origin }]);
  await page.goto("/admin/active-users");
  await expectLanguage(page, "ht", "Pou administratè sèlman");
  await page.goto("/nowhere");
  await expectLanguage(page, "ht", "Paj sa a pa egziste");
  await page.goto("/unavailable?from=/me");
  await expectLanguage(page, "ht", "Baz done a pa reponn");
  const tooMany = await page.goto("/unavailable?from=/me&wait=70");
  expect([tooMany?.status(), tooMany?.headers()["retry-after"]]).toEqual([429, "70"]);
  await expectLanguage(page, "ht", "Twòp istwa gade nan yon ti tan");
  expect((await page.goto("/unavailable?wait=-1"))?.status()).toBe(503);
});

async function expectLanguage(page: Page, code: string, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  await expect(page.locator("html")).toHaveAttribute("lang", code);
}

async function expectPressed(page: Page, name: string, pressed: boolean): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  await expect(button).toHaveAttribute("aria-pressed", String(pressed));
}
