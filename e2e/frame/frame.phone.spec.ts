import { check } from "@/e2e/support/axe";
import { expect, test } from "@/e2e/support/fixtures";

test("on a phone, the menu under the user's name holds language, theme and sign-out", async ({ signIn }) => {
  const page = await signIn("Hantz123");
  await page.goto("/me?page=1");
  const menu = page.getByRole("button", { name: "Hantz" });
  const kreyol = page.getByRole("button", { name: "Kreyòl" });
  await expect(kreyol).toBeHidden();
  await menu.click();
  await expect(kreyol).toBeVisible();
  await check(page, "the open menu");
  await page.keyboard.press("Escape");
  await expect(kreyol).toBeHidden();

  await menu.click();
  await kreyol.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Koneksyon mwen yo");
  await expect(page).toHaveURL(/\/me\?page=1$/);
  await menu.click();
  await page.getByRole("button", { name: "Dekonekte" }).click();
  await expect(page).toHaveURL(/\/login/);
});

test("the menu opens without JavaScript", async ({ signIn }) => {
  const page = await signIn("Hantz123", { javaScriptEnabled: false });
  await page.goto("/me");
  await page.getByRole("button", { name: "Hantz" }).click();
  await page.getByRole("button", { name: "Sombre" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the navigation marks the current place, also on its subpages", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  const places = page.getByRole("navigation", { name: "Rubriques" });
  for (const [name, current] of [
    ["Tableau de bord", "page"],
    ["Mes connexions", "page"],
    ["Utilisateurs connectés", "page"],
  ] as const) {
    await page.goto("/me");
    await places.getByRole("link", { name }).click();
    await expect(places.locator("[aria-current]")).toHaveText(name);
    await expect(places.getByRole("link", { name })).toHaveAttribute("aria-current", current);
  }
  await page.getByRole("rowheader").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/admin\/users\//);
  await expect(places.locator("[aria-current]")).toHaveText("Comptes");
});
