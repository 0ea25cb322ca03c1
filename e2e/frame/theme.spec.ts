import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";

const LIGHT = "rgb(250, 250, 248)";
const DARK = "rgb(18, 18, 17)";

test("the theme follows the device until the user chooses one", async ({ anonymous }) => {
  await anonymous.goto("/login");
  for (const [colorScheme, canvas] of [
    ["dark", DARK],
    ["light", LIGHT],
  ] as const) {
    await anonymous.emulateMedia({ colorScheme });
    await expectCanvas(anonymous, canvas);
  }
  await expectPressed(anonymous, "Système");
});

test("a chosen theme applies to every page of this browser only, also after signing out", async ({
  signIn,
}) => {
  const page = await signIn("Hantz123");
  await page.goto("/me");
  await page.getByRole("button", { name: "Sombre" }).click();
  await expectPressed(page, "Sombre");
  await expectCanvas(page, DARK);
  const later = await page.context().newPage();
  await later.goto("/me");
  await expectCanvas(later, DARK);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login/);
  await expectCanvas(page, DARK);

  const elsewhere = await signIn("Hantz123");
  await elsewhere.goto("/me");
  await expectCanvas(elsewhere, LIGHT);
});

test("a dark device can show the light theme and return to its own setting", async ({ anonymous }) => {
  await anonymous.emulateMedia({ colorScheme: "dark" });
  await anonymous.goto("/login");
  await anonymous.getByRole("button", { name: "Clair" }).click();
  await expectPressed(anonymous, "Clair");
  await expectCanvas(anonymous, LIGHT);
  await anonymous.getByRole("button", { name: "Système" }).click();
  await expectPressed(anonymous, "Système");
  await expectCanvas(anonymous, DARK);
  expect((await anonymous.context().cookies()).map(({ name }) => name)).not.toContain("konekte.theme");
});

test("a theme is chosen without JavaScript, and the address stays the same", async ({ signIn }) => {
  const page = await signIn("Fedanoir", { javaScriptEnabled: false });
  await page.goto("/admin/active-users?q=ha");
  await page.getByRole("button", { name: "Sombre" }).click();
  await expectPressed(page, "Sombre");
  await expect(page).toHaveURL(/\/admin\/active-users\?q=ha$/);
  await expectCanvas(page, DARK);
});

/* Negative control: a theme that a script sets after the page has loaded is not in this answer. */
test("the server renders the chosen theme, so that no other theme flashes", async ({ http }) => {
  for (const [value, canvas] of [
    ["dark", "#121211"],
    ["light", "#fafaf8"],
  ]) {
    const client = await http({ name: "konekte.theme", value: `${value}` });
    const html = await (await client.get("/login")).text();
    expect(html).toMatch(new RegExp(`<html[^>]* data-theme="${value}"`));
    expect(html).toContain(`<meta name="theme-color" content="${canvas}"/>`);
    expect(html).toContain(`<meta name="color-scheme" content="${value}"/>`);
    expect(await (await client.get("/unavailable")).text()).toContain(`color-scheme: ${value};`);
  }
});

test("a theme cookie with an unknown value changes nothing", async ({ http }) => {
  for (const value of ["neon", 'dark"onload="alert(1)', ""]) {
    const client = await http({ name: "konekte.theme", value });
    const html = await (await client.get("/login")).text();
    expect(html).toMatch(/<html lang="fr" class=/);
    expect(await (await client.get("/unavailable")).text()).toContain("color-scheme: light dark;");
  }
});

async function expectCanvas(page: Page, colour: string): Promise<void> {
  await expect(page.locator("html")).toHaveCSS("background-color", colour);
}

async function expectPressed(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("button", { name, exact: true })).toHaveAttribute("aria-pressed", "true");
}
